package dev.shuke.fold;

import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.rule.Bound;
import dev.shuke.rule.Measure;
import dev.shuke.rule.RowField;
import dev.shuke.rule.RowTest;
import dev.shuke.rule.Rows;
import dev.shuke.rule.Rule;
import dev.shuke.rule.RuleUses;
import dev.shuke.rule.RuleVisitor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns measures and rules into nodes, selections and gatherers. Records are equal when they say
 * the same, so what is said twice is found in a map and made once.
 */
final class Compiler implements Measure.Visitor<Node>, RuleVisitor<RuleNode> {

  private final Function<String, Measure> named;
  private final FoldInputs inputs;
  private final int asOf;
  private final Map<Rows, Selection> selections = new LinkedHashMap<>();
  private final Map<List<Object>, Gatherer> gatherers = new LinkedHashMap<>();
  private final Map<Measure, Node> nodes = new HashMap<>();
  private final Map<Rule, RuleNode> rules = new HashMap<>();
  private final List<Held> held = new ArrayList<>();
  private final Set<String> open = new HashSet<>();
  private final Customer customer = new Customer();
  private boolean asksLines;

  /** Whose timeline it is; known when the program runs. */
  private static final class Customer {
    private @Nullable Program program;

    Program program() {
      Program running = program;
      if (running == null) {
        throw new IllegalStateException("The program is asked before it was built");
      }
      return running;
    }
  }

  /**
   * @param named the measure of a tag or segment
   */
  Compiler(Function<String, Measure> named, FoldInputs inputs) {
    this.named = named;
    this.inputs = inputs;
    asOf = Days.of(inputs.asOf());
  }

  /** The program of all that was compiled. */
  Program program() {
    Map<Kind, List<Selection>> byKind = new EnumMap<>(Kind.class);
    selections.forEach(
        (rows, selection) ->
            byKind.computeIfAbsent(rows.kind(), kind -> new ArrayList<>()).add(selection));
    Program program = new Program(inputs, byKind, gatherers.values(), held, asksLines);
    customer.program = program;
    return program;
  }

  Node node(Measure measure) {
    Node known = nodes.get(measure);
    if (known == null) {
      known = measure.accept(this);
      nodes.put(measure, known);
    }
    return known;
  }

  RuleNode rule(Rule rule) {
    RuleNode known = rules.get(rule);
    if (known == null) {
      known = rule.accept(this);
      rules.put(rule, known);
    }
    return known;
  }

  /** Adds a gatherer that sees every row the measures and rules look at. */
  void feedAll(Gatherer gatherer) {
    selections.values().forEach(selection -> selection.feed(gatherer));
    gatherers.put(List.of("all"), gatherer);
  }

  private Selection selection(Rows rows) {
    return selections.computeIfAbsent(rows, this::newSelection);
  }

  private Selection newSelection(Rows rows) {
    Rows.Latest latest = rows.latest();
    boolean isDated =
        RowTests.isDated(rows.where())
            || latest != null
                && (RowTests.isDated(latest.having())
                    || latest.per().contains(RowField.AMOUNT_NET));
    return new Selection(
        WindowDays.of(rows.window(), inputs.asOf()),
        test(rows.where()),
        isDated,
        asOf,
        latest == null
            ? null
            : new Selection.Latest(key(latest.per()), test(latest.having()), latest.silent()));
  }

  private Predicate<Row> test(RowTest test) {
    asksLines |= RowTests.asksLines(test);
    return RowTests.of(test);
  }

  private static Function<Row, @Nullable Object> key(List<RowField> per) {
    List<Function<Row, @Nullable Object>> parts = per.stream().map(Compiler::keyPart).toList();
    if (parts.size() == 1) {
      return parts.get(0);
    }
    return row -> {
      Object[] key = new Object[parts.size()];
      for (int i = 0; i < key.length; i++) {
        key[i] = parts.get(i).apply(row);
        if (key[i] == null) {
          return null;
        }
      }
      return Arrays.asList(key);
    };
  }

  private static Function<Row, @Nullable Object> keyPart(RowField field) {
    if (field.type() == RowField.Type.TEXTS) {
      Fields.Words words = Fields.words(field);
      return row -> words.of(row).isEmpty() ? null : Set.copyOf(words.of(row));
    }
    if (field.type().isText()) {
      Fields.Text text = Fields.text(field);
      return text::of;
    }
    Fields.Number number = Fields.number(field);
    return row -> {
      long value = number.of(row);
      return value == Fields.NO_NUMBER ? null : value;
    };
  }

  /**
   * The gatherer of that name on these rows; made, and fed by the selection, when there is none.
   */
  private <G extends Gatherer> G gatherer(
      Class<G> type, Rows rows, Object detail, Supplier<G> make) {
    List<Object> name = List.of(type, rows, detail);
    Gatherer known = gatherers.get(name);
    if (known == null) {
      known = make.get();
      selection(rows).feed(known);
      gatherers.put(name, known);
    }
    return type.cast(known);
  }

  private long value(Bound bound) {
    return bound instanceof Bound.Parameter parameter
        ? inputs.parameters().number(parameter.name(), inputs.asOf())
        : ((Bound.Constant) bound).value();
  }

  private static boolean isOfNet(@Nullable RowField field) {
    return field == RowField.AMOUNT_NET;
  }

  @Override
  public Node count(Measure.Count measure) {
    Selection selection = selection(measure.rows());
    return new Nodes.Count(
        selection,
        gatherer(
            Gatherer.Rows.class, measure.rows(), "", () -> new Gatherer.Rows(selection.window())));
  }

  @Override
  public Node aggregate(Measure.Aggregate measure) {
    Selection selection = selection(measure.rows());
    Fields.Number field = Fields.number(measure.field());
    boolean isOfNet = isOfNet(measure.field());
    Supplier<Gatherer.Sum> sum =
        () ->
            gatherer(
                Gatherer.Sum.class, measure.rows(), measure.field(), () -> new Gatherer.Sum(field));
    Supplier<Gatherer.Extremes> extremes =
        () ->
            gatherer(
                Gatherer.Extremes.class,
                measure.rows(),
                measure.field(),
                () -> new Gatherer.Extremes(field));
    return switch (measure.function()) {
      case SUM -> new Nodes.Aggregate(selection, () -> false, sum.get()::sum, isOfNet);
      case AVG -> {
        Gatherer.Sum of = sum.get();
        yield new Nodes.Aggregate(
            selection, () -> of.rows() == 0, () -> Nodes.average(of), isOfNet);
      }
      case MIN -> {
        Gatherer.Extremes of = extremes.get();
        yield new Nodes.Aggregate(selection, of::isEmpty, of::least, isOfNet);
      }
      case MAX -> {
        Gatherer.Extremes of = extremes.get();
        yield new Nodes.Aggregate(selection, of::isEmpty, of::greatest, isOfNet);
      }
    };
  }

  @Override
  public Node distinct(Measure.Distinct measure) {
    Selection selection = selection(measure.rows());
    RowField field = measure.field();
    if (field.type().isText()) {
      Gatherer.Words words =
          gatherer(
              Gatherer.Words.class,
              measure.rows(),
              field,
              () -> new Gatherer.Words(Fields.words(field)));
      return new Nodes.Distinct(selection, words::count, false);
    }
    Gatherer.Numbers numbers =
        gatherer(
            Gatherer.Numbers.class,
            measure.rows(),
            field,
            () -> new Gatherer.Numbers(Fields.number(field)));
    return new Nodes.Distinct(selection, numbers::count, isOfNet(field));
  }

  private Gatherer.Ends ends(Rows rows, @Nullable RowField field) {
    return gatherer(
        Gatherer.Ends.class,
        rows,
        field == null ? "" : field,
        () ->
            new Gatherer.Ends(field == null ? null : Fields.text(field), selection(rows).window()));
  }

  @Override
  public Node dateOf(Measure.DateOf measure) {
    return new Nodes.DateOf(selection(measure.rows()), ends(measure.rows(), null), measure.end());
  }

  @Override
  public Node daysSince(Measure.DaysSince measure) {
    return new Nodes.DaysSince(node(new Measure.DateOf(measure.end(), measure.rows())), asOf);
  }

  @Override
  public Node valueOf(Measure.ValueOf measure) {
    return new Nodes.ValueOf(
        selection(measure.rows()), ends(measure.rows(), measure.field()), measure.end());
  }

  @Override
  public Node daysBetween(Measure.DaysBetween measure) {
    return new Nodes.DaysBetween(node(measure.from()), node(measure.to()));
  }

  @Override
  public Node top(Measure.Top measure) {
    RowField weight = measure.weight();
    Gatherer.Tallies tallies =
        gatherer(
            Gatherer.Tallies.class,
            measure.rows(),
            Arrays.asList(measure.by(), weight),
            () -> tallies(measure.by(), weight == null ? null : Fields.number(weight)));
    return new Nodes.Top(
        selection(measure.rows()),
        tallies,
        measure.most(),
        value(measure.minRows()),
        measure.minShare(),
        isOfNet(weight) || isOfNet(measure.by().field()));
  }

  private static Gatherer.Tallies tallies(Measure.Key key, Fields.@Nullable Number weight) {
    List<Measure.Band> bands = key.bands();
    if (bands == null) {
      return key.field().type() == RowField.Type.TEXTS
          ? Gatherer.Tallies.of(Fields.words(key.field()), weight)
          : Gatherer.Tallies.of(Fields.text(key.field()), weight);
    }
    NavigableMap<Long, String> words = new TreeMap<>();
    bands.forEach(band -> words.put(band.from(), band.value()));
    return Gatherer.Tallies.of(Gatherer.bands(Fields.number(key.field()), Bands.of(words)), weight);
  }

  @Override
  public Node tiers(Measure.Tiers measure) {
    NavigableMap<Long, String> tiers = new TreeMap<>();
    for (Measure.Tier tier : measure.tiers()) {
      Bound from = tier.from();
      tiers.put(from == null ? Long.MIN_VALUE : value(from), tier.value());
    }
    return new Nodes.Tiers(node(measure.measure()), Bands.of(tiers));
  }

  @Override
  public Node cases(Measure.Cases measure) {
    String otherwise = measure.otherwise();
    return new Nodes.Cases(
        measure.cases().stream().map(each -> rule(each.when())).toList(),
        measure.cases().stream().map(each -> FoldValue.word(each.value())).toList(),
        otherwise == null ? null : FoldValue.word(otherwise));
  }

  @Override
  public Node flag(Measure.Flag measure) {
    return new Nodes.Flag(rule(measure.rule()));
  }

  @Override
  public Node mark(Measure.Mark measure) {
    RuleNode rule = rule(measure.rule());
    return new Nodes.Given(rule, new Nodes.Flag(rule));
  }

  @Override
  public Node code(Measure.Code measure) {
    return new Nodes.Code(measure.parts().stream().map(this::node).toList(), measure.separator());
  }

  @Override
  public Node given(Measure.Given measure) {
    return new Nodes.Given(rule(measure.when()), node(measure.value()));
  }

  @Override
  public Node ofTag(Measure.OfTag measure) {
    return named(measure.tag());
  }

  /** The measure of a tag or segment, compiled in place. */
  private Node named(String id) {
    if (!open.add(id)) {
      throw new IllegalArgumentException(
          "The definition of " + id + " leads back to itself through " + open);
    }
    try {
      return node(named.apply(id));
    } finally {
      open.remove(id);
    }
  }

  @Override
  public RuleNode all(Rule.All all) {
    return new RuleNodes.All(all.rules().stream().map(this::rule).toList());
  }

  @Override
  public RuleNode any(Rule.Any any) {
    return new RuleNodes.Any(any.rules().stream().map(this::rule).toList());
  }

  @Override
  public RuleNode not(Rule.Not not) {
    return new RuleNodes.Not(rule(not.rule()));
  }

  @Override
  public RuleNode tagIs(Rule.TagIs condition) {
    return new RuleNodes.Among(named(condition.tag()), Set.of(Boolean.toString(condition.value())));
  }

  @Override
  public RuleNode tagIn(Rule.TagIn condition) {
    return new RuleNodes.Among(named(condition.tag()), Set.copyOf(condition.values()));
  }

  @Override
  public RuleNode tagRange(Rule.TagRange condition) {
    Long from = condition.from();
    Long to = condition.to();
    return new RuleNodes.Between(
        named(condition.tag()),
        from == null ? Long.MIN_VALUE : from,
        to == null ? Long.MAX_VALUE : to);
  }

  @Override
  public RuleNode tagExists(Rule.TagExists condition) {
    return new RuleNodes.Exists(named(condition.tag()));
  }

  @Override
  public RuleNode compare(Rule.Compare condition) {
    Bound from = condition.from();
    Bound to = condition.to();
    return new RuleNodes.Between(
        node(condition.measure()),
        from == null ? Long.MIN_VALUE : value(from),
        to == null ? Long.MAX_VALUE : value(to));
  }

  @Override
  public RuleNode sequence(Rule.Sequence condition) {
    List<Rows> steps = condition.steps().stream().map(step -> step.in(condition.window())).toList();
    Gatherer.Chains chains = new Gatherer.Chains(steps.size(), condition.within());
    gatherers.put(List.of(Gatherer.Chains.class, condition), chains);
    for (int i = 0; i < steps.size(); i++) {
      selection(steps.get(i)).feed(chains.step(i));
    }
    return new RuleNodes.Sequence(steps.stream().map(this::selection).toList(), chains);
  }

  @Override
  public RuleNode held(Rule.Held condition) {
    Held node =
        new Held(
            rule(condition.rule()),
            condition.days(),
            asOf,
            day -> walk(condition.rule(), LocalDate.ofEpochDay(day)));
    held.add(node);
    return node;
  }

  private Held.Walk walk(Rule rule, LocalDate day) {
    Compiler earlier = new Compiler(named, inputs.on(day));
    RuleNode node = earlier.rule(rule);
    Set<String> parameters = RuleUses.through(new Measure.Flag(rule), named).parameters();
    return new Held.Walk(
        earlier.program(),
        node,
        Days.orNever(inputs.parameters().nextChangeAfter(parameters, day)));
  }

  @Override
  public RuleNode share(Rule.Share condition) {
    Predicate<Row> having = test(condition.having());
    Gatherer.Passing passing =
        gatherer(
            Gatherer.Passing.class,
            condition.rows(),
            condition.having(),
            () -> new Gatherer.Passing(having));
    String table = condition.table();
    int first = inputs.parameters().firstIndex(table);
    long[] needed = new long[inputs.parameters().lastIndex(table) - first + 1];
    for (int i = 0; i < needed.length; i++) {
      needed[i] = inputs.parameters().indexed(table, first + i, inputs.asOf());
    }
    return new RuleNodes.Share(
        selection(condition.rows()), passing, first, needed, RowTests.isDated(condition.having()));
  }

  @Override
  public RuleNode inSegment(Rule.InSegment condition) {
    return new RuleNodes.Among(named(condition.segment()), Set.of("true"));
  }

  @Override
  public RuleNode ids(Rule.Ids condition) {
    Set<Integer> numbers =
        condition.ids().stream()
            .map(inputs.ids()::numberOf)
            .filter(number -> number != FoldInputs.CustomerIds.NOBODY)
            .collect(Collectors.toUnmodifiableSet());
    return RuleNode.always(() -> numbers.contains(customer.program().customerNo()));
  }

  @Override
  public RuleNode percentage(Rule.Percentage condition) {
    return RuleNode.always(
        () -> {
          int bucket = customer.program().bucket();
          return bucket >= condition.from() && bucket < condition.to();
        });
  }
}
