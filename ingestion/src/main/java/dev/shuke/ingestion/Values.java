package dev.shuke.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shuke.event.Field;
import dev.shuke.event.FieldType;
import java.util.Optional;

/** Texts of a file to JSON values of a contract's fields. */
final class Values {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Values() {}

  /** Money is told in 1/100; its column in the tables is called so. */
  static boolean isMoney(Field field) {
    return field.column().endsWith("_fen");
  }

  /**
   * What the contract will read; it checks closed sets, digits and ranges itself.
   *
   * @param text not empty
   * @throws UnreadableValue when the text is not of the field's type
   */
  static JsonNode json(Field field, String text, Optional<TimeFormat> format, MoneyUnit money) {
    FieldType type = field.type();
    if (isMoney(field)) {
      return JSON.numberNode(Numbers.fen(text, money));
    } else if (type instanceof FieldType.Int32 || type instanceof FieldType.Int64) {
      return JSON.numberNode(Numbers.whole(text));
    } else if (type instanceof FieldType.Decimal) {
      return JSON.textNode(Numbers.decimal(text).toPlainString());
    } else if (type instanceof FieldType.Flag) {
      return flag(text);
    } else if (type instanceof FieldType.Timestamp) {
      TimeFormat time = format.orElseGet(() -> TimeFormat.isoTime(Optional.empty()));
      return JSON.numberNode(time.instant(text).toEpochMilli());
    } else if (type instanceof FieldType.Day) {
      return JSON.textNode(format.orElseGet(TimeFormat::isoDate).date(text).toString());
    }
    return JSON.textNode(text);
  }

  private static JsonNode flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new UnreadableValue("true or false");
    }
    return JSON.booleanNode(text.equals("true"));
  }

  /**
   * @throws UnreadableValue when no event could have this constant
   */
  static void checkConstant(Field field, String text) {
    json(field, text, Optional.empty(), MoneyUnit.CURRENCY);
    if (field.type() instanceof FieldType.Choice choice) {
      if (!choice.constants().containsKey(text)) {
        throw new UnreadableValue("one of " + choice.constants().keySet());
      }
    }
  }
}
