package dev.shuke.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in a rule's JSON: what stands there, and the pointer that leads to it.
 *
 * @param pointer by RFC 6901
 */
record Place(JsonNode node, String pointer) {

  private static final int MOST_TOLD = 40;

  RuleException refuse(String code, String expected) {
    return new RuleException(code, pointer, expected);
  }

  RuleException wrongType(String expected) {
    return refuse("wrong_type", expected);
  }

  /** Refuses a name that isn't known and tells the nearest that is. */
  RuleException unknown(String what, String name, Collection<String> known) {
    return refuseName("unknown_" + what, "one of the " + what + "s ", name, known);
  }

  RuleException refuseName(String code, String among, String name, Collection<String> known) {
    String expected = known.isEmpty() ? "nothing, as there is none to name" : among + told(known);
    return new RuleException(code, pointer, expected, NearestName.of(name, known).orElse(null));
  }

  /** The names people choose from; of very many only the first. */
  static String told(Collection<String> names) {
    String told = String.join(", ", names.stream().limit(MOST_TOLD).toList());
    return names.size() <= MOST_TOLD ? told : told + " … (%d in all)".formatted(names.size());
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** What stands under a key of this object. */
  Optional<Place> find(String key) {
    return Optional.ofNullable(childOrNull(key));
  }

  /** What stands under a key that must be there. */
  Place get(String key, String expected) {
    Place child = childOrNull(key);
    if (child == null) {
      throw refuse("missing_key", "\"%s\": %s".formatted(key, expected));
    }
    return child;
  }

  private @Nullable Place childOrNull(String key) {
    JsonNode child = node.get(key);
    return child == null ? null : new Place(child, pointerTo(key));
  }

  private String pointerTo(String key) {
    return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  /** The rules or tests in this list; the limit on all of them counts. */
  List<Place> nodes(int least, String what) {
    if (node.isArray() && node.size() > RuleJson.MOST_NODES) {
      throw refuse("too_big", "at most " + RuleJson.MOST_NODES + " " + what + " in all");
    }
    return items(least, RuleJson.MOST_NODES, what);
  }

  /** The members of this list. */
  List<Place> items(int least, int most, String what) {
    if (!node.isArray()) {
      throw wrongType("a list of " + what);
    }
    if (node.isEmpty() && least > 0) {
      throw refuse("empty_rule", least + " or more " + what);
    }
    if (node.size() < least) {
      throw refuse("out_of_range", least + " to " + most + " " + what);
    }
    if (node.size() > most) {
      throw refuse("too_many_values", "at most " + most + " " + what);
    }
    List<Place> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(new Place(node.get(i), pointer + "/" + i));
    }
    return items;
  }

  void requireObject(String expected) {
    if (!node.isObject()) {
      throw wrongType(expected);
    }
  }

  /**
   * Refuses a key that isn't among {@code allowed}.
   *
   * @param known all keys such an object can have in one form or another
   */
  void allow(Collection<String> allowed, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!allowed.contains(key)) {
                throw notAllowed(key, allowed, known);
              }
            });
  }

  private RuleException notAllowed(String key, Collection<String> allowed, Set<String> known) {
    if (known.contains(key)) {
      return new RuleException(
          "mixed_forms", pointerTo(key), "nothing beside " + String.join(", ", allowed));
    }
    return refuseName("unknown_key", "keys among ", key, allowed);
  }

  /** As {@link #allow(Collection, Set)}, for an object of one form only. */
  void allow(List<String> allowed) {
    allow(allowed, Set.of());
  }

  /** A name or value; long ones and half characters are refused. */
  String text(String expected) {
    if (!node.isTextual()) {
      throw wrongType(expected);
    }
    String text = node.textValue();
    if (isTooLong(text)) {
      throw refuse("too_long", "at most " + RuleJson.MOST_CHARACTERS + " characters");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw wrongType("whole characters; here is half of a surrogate pair");
    }
    return text;
  }

  private static boolean isTooLong(String text) {
    return text.length() > RuleJson.MOST_CHARACTERS
        && text.codePointCount(0, text.length()) > RuleJson.MOST_CHARACTERS;
  }

  /** {@code true}, which is all that may stand here: what is not is told by {@code not}. */
  void requireTrue() {
    if (!node.isBoolean() || !node.booleanValue()) {
      throw wrongType("true; \"not\" around the condition for the contrary");
    }
  }
}
