package dev.shuke.tag;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The fold of each shipped tag; one line here, one file under {@code definitions/}. */
final class TagFolds {

  private static final Map<String, Function<FoldInputs, TagFold>> BY_ID = new LinkedHashMap<>();

  static {
    BY_ID.put("orders_30d", inputs -> new OrderCount(inputs, "30d"));
    BY_ID.put("orders_90d", inputs -> new OrderCount(inputs, "90d"));
    BY_ID.put("orders_365d", inputs -> new OrderCount(inputs, "365d"));
    BY_ID.put("purchase_frequency", PurchaseFrequency::new);
    BY_ID.put(
        "taste", inputs -> new FavouriteOfLines(inputs, OrderLines::tastesOf, "taste.min_lines"));
    BY_ID.put(
        "favourite_category",
        inputs ->
            new FavouriteOfLines(inputs, OrderLines::categoriesOf, "favourite_category.min_lines"));
    BY_ID.put("likes_spicy", LikesSpicy::new);
    BY_ID.put("most_visited_store", MostVisitedStore::new);
    BY_ID.put("lapsed", Lapsed::new);
  }

  private TagFolds() {}

  static List<String> ids() {
    return List.copyOf(BY_ID.keySet());
  }

  static TagFold of(String tagId, FoldInputs inputs) {
    Function<FoldInputs, TagFold> fold = BY_ID.get(tagId);
    if (fold == null) {
      throw new IllegalArgumentException(
          "Tag " + tagId + " has a definition but no fold, expected one of " + BY_ID.keySet());
    }
    return fold.apply(inputs);
  }
}
