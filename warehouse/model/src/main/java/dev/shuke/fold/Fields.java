package dev.shuke.fold;

import dev.shuke.customer.Product;
import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.Utf8Order;
import dev.shuke.rule.RowField;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How each field is read from a row. */
final class Fields {

  /** No number; no field can have it. */
  static final long NO_NUMBER = Long.MIN_VALUE;

  /** The attribute of a line that lists its tastes, separated by commas. */
  private static final String TASTE_ATTRIBUTE = "taste";

  private Fields() {}

  /** A text field, or the first word in UTF-8 order of several; null for none. */
  @FunctionalInterface
  interface Text {
    @Nullable String of(Row row);
  }

  /** All words of a text field; empty for none. */
  @FunctionalInterface
  interface Words {
    List<String> of(Row row);
  }

  /** A number field, or {@link #NO_NUMBER}. */
  @FunctionalInterface
  interface Number {
    long of(Row row);
  }

  static Words words(RowField field) {
    return switch (field) {
      case COUPON_ID -> row -> distinct(row.told().couponIds());
      case KEYWORD_ID -> row -> distinct(row.told().keywordIds());
      case TASTE -> Fields::tastes;
      default -> {
        Text text = text(field);
        yield row -> {
          String word = text.of(row);
          return word == null ? List.of() : List.of(word);
        };
      }
    };
  }

  static Text text(RowField field) {
    return switch (field) {
      case ORDER_SOURCE -> row -> row.told().orderSource();
      case ORDER_NO -> row -> row.told().orderNo();
      case STORE_ID -> row -> row.told().storeId();
      case STAFF_USERID -> row -> row.told().staffUserid();
      case SKU -> row -> row.told().sku();
      case CATEGORY -> Fields::category;
      case DEPARTMENT -> row -> ofProduct(row, Product::department);
      case PRODUCT_NAME -> row -> ofProduct(row, Product::name);
      case EXTERNAL_USERID -> row -> row.told().externalUserid();
      case CHANGE -> row -> row.told().change();
      case CHAT_ID -> row -> row.told().chatId();
      case DIRECTION -> row -> row.told().direction();
      case TOUCH_ID -> row -> row.told().touchId();
      case CAMPAIGN_ID -> row -> row.told().campaignId();
      case CHANNEL -> row -> row.told().channel();
      case STAGE -> row -> row.told().stage();
      case PURPOSE -> row -> row.told().purpose();
      case STATE -> row -> row.told().state();
      case REFERRAL_ID -> row -> row.told().referralId();
      case ROLE -> row -> row.told().role();
      case VISIT_SOURCE -> row -> row.told().visitSource();
      case TAG_ID -> row -> row.told().tagId();
      case TAG_VALUE -> row -> row.told().tagValue();
      case COUPON_ID, KEYWORD_ID, TASTE -> {
        Words words = words(field);
        yield row -> words.of(row).stream().min(Utf8Order.COMPARATOR).orElse(null);
      }
      case HOUR, WEEKDAY, AMOUNT_PAID, AMOUNT_NET, QTY, LINE_AMOUNT, ADD_WAY ->
          throw new IllegalArgumentException(field.word() + " is a number");
    };
  }

  static Number number(RowField field) {
    return switch (field) {
      case HOUR -> Row::hour;
      case WEEKDAY -> row -> Math.floorMod(row.day() + 3, 7) + 1L;
      case AMOUNT_PAID -> row -> row.told().amountPaidFen();
      case AMOUNT_NET -> Row::netFen;
      case QTY -> row -> thousandths(row.told().qty());
      case LINE_AMOUNT -> row -> row.told().lineAmountFen();
      case ADD_WAY ->
          row -> {
            Integer way = row.told().addWay();
            return way == null ? NO_NUMBER : way;
          };
      default -> throw new IllegalArgumentException(field.word() + " is no number");
    };
  }

  private static long thousandths(@Nullable BigDecimal qty) {
    return qty == null
        ? NO_NUMBER
        : qty.setScale(RowField.Type.QUANTITY.scale(), RoundingMode.HALF_UP)
            .unscaledValue()
            .longValueExact();
  }

  private static @Nullable String category(Row row) {
    Product product = row.product();
    String category = product == null ? row.told().category() : product.category();
    return category == null || category.isEmpty() ? null : category;
  }

  private static @Nullable String ofProduct(
      Row row, java.util.function.Function<Product, @Nullable String> part) {
    Product product = row.product();
    return product == null ? null : part.apply(product);
  }

  private static List<String> tastes(Row row) {
    Product product = row.product();
    if (product != null) {
      return product.tastes();
    }
    TimelineRow told = row.told();
    String words = told.attrs().get(TASTE_ATTRIBUTE);
    return words == null
        ? List.of()
        : Stream.of(words.split(","))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .distinct()
            .toList();
  }

  private static List<String> distinct(List<String> words) {
    return words.size() < 2 ? words : words.stream().distinct().toList();
  }
}
