package dev.shuke.service.run;

import dev.shuke.tag.TagDefinition;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** The values of one tag in one run, of all customers. Never changes. */
public sealed interface TagColumn permits NumberColumn, WordColumn {

  TagDefinition definition();

  /** The version of the definition that computed it. */
  int definitionVersion();

  /** Who has a value. The caller must not change it. */
  RoaringBitmap customers();

  /**
   * A customer's values in order of position, each a {@code Boolean}, a {@code Long}, a {@code
   * LocalDate} or a {@code String}; empty when there are none.
   */
  List<Object> values(int customerNo);

  /** When a customer's value can change with no new event; null for never, or without a value. */
  @Nullable LocalDate nextChange(int customerNo);

  <T> T accept(Visitor<T> visitor);

  /** Takes a column apart; one method for each kind there is. */
  interface Visitor<T> {
    T words(WordColumn column);

    T numbers(NumberColumn column);
  }
}
