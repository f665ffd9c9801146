package dev.shuke.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** What the chain sells: the dishes of {@code platform/samples/dish_lexicon}. */
final class Menu {

  private static final String LEXICON = "/howtocook_dishes.csv.gz";

  /** Sauces and frozen goods are no dishes that a restaurant sells. */
  private static final Set<String> NOT_SOLD = Set.of("condiment", "semi-finished");

  /** Lowest and highest price in yuan. */
  private static final Map<String, int[]> PRICES =
      Map.of(
          "meat_dish", new int[] {26, 68},
          "vegetable_dish", new int[] {14, 32},
          "staple", new int[] {12, 30},
          "aquatic", new int[] {36, 98},
          "breakfast", new int[] {6, 16},
          "drink", new int[] {6, 18},
          "soup", new int[] {10, 28},
          "dessert", new int[] {9, 24});

  private final List<Dish> dishes;
  private final Pool spicy;
  private final Pool mild;
  private final List<Pool> byTaste;

  private Menu(List<Dish> dishes) {
    this.dishes = List.copyOf(dishes);
    this.spicy = pool(Dish::isSpicy);
    this.mild = pool(dish -> !dish.isSpicy());
    this.byTaste =
        List.of("sweet", "sour", "savoury", "salty", Tastes.MILD).stream()
            .map(taste -> pool(dish -> !dish.isSpicy() && dish.tastes().contains(taste)))
            .toList();
  }

  /** Dishes to choose from, the first ones chosen most. */
  private record Pool(List<Dish> dishes, double[] cumulative) {

    /** Three dishes of a person's own, or one by its popularity (Zipf). */
    Dish choose(Chance chance, long habit) {
      if (chance.happens(0.45)) {
        long own = Chance.mix(habit + chance.below(3));
        return dishes.get((int) Long.remainderUnsigned(own, dishes.size()));
      }
      return dishes.get(chance.weighted(cumulative));
    }
  }

  private Pool pool(Predicate<Dish> filter) {
    List<Dish> chosen = dishes.stream().filter(filter).toList();
    double[] cumulative = new double[chosen.size()];
    double sum = 0;
    for (int i = 0; i < cumulative.length; i++) {
      sum += 1.0 / (i + 3);
      cumulative[i] = sum;
    }
    return new Pool(chosen, cumulative);
  }

  static Menu read(long seed) {
    try (InputStream in = Menu.class.getResourceAsStream(LEXICON)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + LEXICON + "; build it again.");
      }
      return new Menu(dishes(in, Chance.of(seed, Chance.Stream.MENU, 0)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + LEXICON, e);
    }
  }

  private static List<Dish> dishes(InputStream in, Chance chance) throws IOException {
    List<Dish> dishes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      for (CSVRecord row : CSVFormat.RFC4180.builder().setHeader().get().parse(reader)) {
        String category = row.get("category");
        String name = row.get("dish");
        if (!NOT_SOLD.contains(category) && names.add(name)) {
          int[] range = PRICES.getOrDefault(category, new int[] {12, 40});
          dishes.add(
              new Dish(
                  Ids.sku(dishes.size()),
                  name,
                  category,
                  Tastes.of(category, name, row.get("ingredients")),
                  100 * chance.between(range[0], range[1])));
        }
      }
    }
    shuffle(dishes, chance);
    return dishes;
  }

  /** The order is that of popularity. */
  private static void shuffle(List<Dish> dishes, Chance chance) {
    for (int i = dishes.size() - 1; i > 0; i--) {
      int j = chance.below(i + 1);
      Dish swapped = dishes.get(i);
      dishes.set(i, dishes.get(j));
      dishes.set(j, swapped);
    }
  }

  List<Dish> dishes() {
    return dishes;
  }

  /**
   * A dish for someone.
   *
   * @param spicyShare how often it is a spicy one, 0 to 1
   * @param habit names a person's own dishes and taste
   */
  Dish choose(Chance chance, double spicyShare, long habit) {
    if (chance.happens(spicyShare)) {
      return spicy.choose(chance, habit);
    }
    if (chance.happens(0.4)) {
      int taste = (int) Long.remainderUnsigned(Chance.mix(habit), byTaste.size());
      return byTaste.get(taste).choose(chance, habit);
    }
    return mild.choose(chance, habit);
  }
}
