package dev.shuke.rule;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A rule that cannot be used, with what its author needs to mend it. The fault is always the
 * caller's.
 */
public final class RuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String pointer;
  private final String expected;
  private final @Nullable String nearest;

  /** 0 when the rule was not text. */
  private final int column;

  RuleException(String code, String pointer, String expected) {
    this(code, pointer, expected, null);
  }

  RuleException(String code, String pointer, String expected, @Nullable String nearest) {
    this(code, pointer, expected, nearest, OptionalInt.empty());
  }

  RuleException(
      String code, String pointer, String expected, @Nullable String nearest, OptionalInt column) {
    super(
        "Cannot read the rule at %s: expected %s%s"
            .formatted(
                column.isPresent() ? "column " + column.getAsInt() : "'" + pointer + "'",
                expected,
                nearest == null ? "" : "; did you mean " + nearest + "?"));
    this.code = code;
    this.pointer = pointer;
    this.expected = expected;
    this.nearest = nearest;
    this.column = column.orElse(0);
  }

  /** Stable, for programs: {@code unknown_tag}, {@code empty_rule} … */
  public String code() {
    return code;
  }

  /** Where in the rule, a JSON pointer (RFC 6901); empty for the whole and for broken text. */
  public String pointer() {
    return pointer;
  }

  /** Where in the text, 1 and up, in code points; empty for a rule that was read as JSON. */
  public OptionalInt column() {
    return column == 0 ? OptionalInt.empty() : OptionalInt.of(column);
  }

  /** What would have been right. */
  public String expected() {
    return expected;
  }

  /** The nearest known name, when a name was unknown and one is near. */
  public Optional<String> nearest() {
    return Optional.ofNullable(nearest);
  }
}
