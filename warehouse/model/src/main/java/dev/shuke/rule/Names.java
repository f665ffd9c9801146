package dev.shuke.rule;

/**
 * What people call tags, their values and segments. A sentence tells two rules apart as far as the
 * names do.
 */
public interface Names {

  /** The ids themselves. */
  Names IDS =
      new Names() {
        @Override
        public String tag(String id, Language language) {
          return id;
        }

        @Override
        public String value(String tag, String value, Language language) {
          return value;
        }

        @Override
        public String segment(String id, Language language) {
          return id;
        }
      };

  String tag(String id, Language language);

  /** The label of one of a tag's values. */
  String value(String tag, String value, Language language);

  String segment(String id, Language language);

  /** Whether a tag is a date, so that its range is told in dates and not in days since 1970. */
  default boolean isDate(String tag) {
    return false;
  }
}
