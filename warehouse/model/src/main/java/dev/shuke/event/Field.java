package dev.shuke.event;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * A field of a contract, read off a record component.
 *
 * @param name in JSON, snake case
 * @param column in tables: the name, money with {@code _fen} behind
 */
public record Field(
    String name,
    String column,
    FieldType type,
    boolean isRequired,
    PrivacyClass privacy,
    @Nullable RequiredWhen requiredWhen,
    MethodHandle accessor) {

  /** Its value in a record of the contract; null only where not required. */
  public @Nullable Object valueIn(Object record) {
    try {
      return accessor.invoke(record);
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot read " + name + " of " + record.getClass(), e);
    }
  }
}
