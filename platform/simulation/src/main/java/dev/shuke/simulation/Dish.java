package dev.shuke.simulation;

import java.util.List;

/**
 * A dish on the menu.
 *
 * @param tastes at least one, {@code mild} where nothing else was inferred
 * @param priceFen in 1/100 yuan
 */
record Dish(String sku, String name, String category, List<String> tastes, int priceFen) {

  Dish {
    tastes = List.copyOf(tastes);
  }

  boolean isSpicy() {
    return tastes.contains(Tastes.SPICY);
  }
}
