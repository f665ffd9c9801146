package dev.shuke.event;

import org.jspecify.annotations.Nullable;

/**
 * An event that its contract refuses: it cannot be read or contradicts itself. The value itself is
 * never in the message.
 */
public final class ContractViolation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String field;
  private final String expected;

  /**
   * @param reason stable code, such as {@code missing_field}
   * @param field path of the field, such as {@code items[3].qty}
   * @param expected what would have been right
   */
  public ContractViolation(String reason, String field, String expected) {
    super(reason + " at " + field + ", expected " + expected);
    this.reason = reason;
    this.field = field;
    this.expected = expected;
  }

  /** For constructors: refuses an event without a field that its other fields ask for. */
  static void require(@Nullable Object value, String field, String expected) {
    if (value == null) {
      throw new ContractViolation("missing_field", field, expected);
    }
  }

  public String reason() {
    return reason;
  }

  public String field() {
    return field;
  }

  public String expected() {
    return expected;
  }

  /** The same violation seen from the object or list that holds the field. */
  ContractViolation within(String parent) {
    String separator = field.isEmpty() || field.startsWith("[") ? "" : ".";
    return new ContractViolation(reason, parent + separator + field, expected);
  }
}
