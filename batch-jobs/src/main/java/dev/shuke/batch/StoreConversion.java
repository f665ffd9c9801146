package dev.shuke.batch;

import dev.shuke.event.EventType;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * {@code marts.store_conversion}: one row per store and business month. The dates come from Java;
 * the SQL only compares them.
 */
final class StoreConversion {

  private static final Pattern VIEW = Pattern.compile("(?m)^-- view ([a-z0-9_]+)$");

  private final Run run;

  StoreConversion(Run run) {
    this.run = run;
  }

  void derive(@Nullable LocalDate firstPaidDate) {
    run.spark()
        .createDataFrame(months(firstPaidDate), monthSchema())
        .createOrReplaceTempView("months");
    UDF1<Instant, LocalDate> businessDate = new BusinessDate(run.brand().calendar());
    run.spark().udf().register("business_date", businessDate, DataTypes.DateType);
    List<Dataset<Row>> kept = new ArrayList<>();
    for (String step : sql().split(";\\s*\n", -1)) {
      Matcher name = VIEW.matcher(step);
      if (name.find()) {
        Dataset<Row> view = run.spark().sql(step).persist(StorageLevel.MEMORY_AND_DISK());
        view.createOrReplaceTempView(name.group(1));
        kept.add(view);
      }
    }
    run.overwrite(Tables.STORE_CONVERSION, kept.get(kept.size() - 1));
    kept.forEach(view -> view.unpersist());
  }

  private record BusinessDate(dev.shuke.brand.BusinessCalendar calendar)
      implements UDF1<Instant, LocalDate> {
    @Override
    public LocalDate call(Instant instant) {
      return calendar.dateOf(instant);
    }
  }

  /** Months from the first payment to the as-of date; the last may be cut by it. */
  private List<Row> months(@Nullable LocalDate firstPaidDate) {
    List<Row> months = new ArrayList<>();
    if (firstPaidDate == null) {
      return months;
    }
    YearMonth last = YearMonth.from(run.asOf());
    for (YearMonth month = YearMonth.from(firstPaidDate);
        !month.isAfter(last);
        month = month.plusMonths(1)) {
      LocalDate end = month.atEndOfMonth();
      LocalDate asOf = end.isBefore(run.asOf()) ? end : run.asOf();
      // What looks 24 h ahead of the last day is known a business day later.
      boolean isProvisional = !end.isBefore(run.asOf());
      months.add(RowFactory.create(month.atDay(1), asOf, isProvisional));
    }
    return months;
  }

  private static StructType monthSchema() {
    return new StructType()
        .add("month", DataTypes.DateType, false)
        .add("as_of_date", DataTypes.DateType, false)
        .add("is_provisional", DataTypes.BooleanType, false);
  }

  private String sql() {
    boolean hasContacts = run.brand().hasSource(EventType.CONTACT.source());
    String resource = "store_conversion.sql";
    try (InputStream in = StoreConversion.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("No resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${brand}", run.brand().id())
          .replace("${has_contacts}", Boolean.toString(hasContacts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
