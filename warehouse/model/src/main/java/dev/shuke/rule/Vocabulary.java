package dev.shuke.rule;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The names a rule may use beside those of the language. */
public interface Vocabulary {

  /** What a tag gives; empty when there is no such tag. */
  Optional<ValueType> typeOf(String tag);

  /** Whether {@code value} may be compared with a tag that is there. */
  boolean allows(String tag, String value);

  /** The values a tag is known to take, to name the nearest one; empty where any text will do. */
  default Collection<String> values(String tag) {
    return List.of();
  }

  /** All tags, in an order people know. */
  Collection<String> tags();

  /** All segments, in an order people know. */
  Collection<String> segments();

  /** A vocabulary without a name: for rules over the timeline alone. */
  Vocabulary NONE =
      new Vocabulary() {
        @Override
        public Optional<ValueType> typeOf(String tag) {
          return Optional.empty();
        }

        @Override
        public boolean allows(String tag, String value) {
          return false;
        }

        @Override
        public Collection<String> tags() {
          return List.of();
        }

        @Override
        public Collection<String> segments() {
          return List.of();
        }
      };
}
