package dev.shuke.service.store;

import dev.shuke.brand.Brand;
import dev.shuke.service.problem.Category;
import dev.shuke.service.problem.Problem;
import dev.shuke.service.problem.ProblemException;
import dev.shuke.service.run.Provenance;
import dev.shuke.service.trino.Trino;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What Trino is asked about stores. */
@Component
class ConversionQueries {

  private static final Logger LOG = LoggerFactory.getLogger(ConversionQueries.class);
  private static final String CONVERSION = read("conversion.sql");
  private static final String KNOWN = read("known.sql");
  private static final int MOST_SECONDS = 30;
  private static final int MOST_ROWS = 240;
  private static final int RETRY_SECONDS = 5;

  /** CATALOG_NOT_FOUND, SCHEMA_NOT_FOUND and TABLE_NOT_FOUND of Trino's StandardErrorCode. */
  private static final Set<Integer> NOT_FOUND = Set.of(44, 45, 46);

  private final Trino trino;

  ConversionQueries(Trino trino) {
    this.trino = trino;
  }

  /**
   * The months of a store; empty when the store is unknown.
   *
   * @throws ProblemException when Trino does not answer, or has no views yet
   */
  Optional<ConversionAnswer> find(Brand brand, String storeId, YearMonth from, YearMonth to) {
    try {
      return trino.ask(brand.id(), connection -> find(connection, brand, storeId, from, to));
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  private static Optional<ConversionAnswer> find(
      Connection connection, Brand brand, String storeId, YearMonth from, YearMonth to)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, CONVERSION)) {
      statement.setString(1, storeId);
      statement.setString(2, from.atDay(1).toString());
      statement.setString(3, to.atDay(1).toString());
      try (ResultSet rows = statement.executeQuery()) {
        List<ConversionAnswer.Month> months = new ArrayList<>();
        Provenance provenance = null;
        while (rows.next()) {
          months.add(month(rows));
          provenance = provenance(rows, brand);
        }
        Provenance known = provenance == null ? known(connection, brand, storeId) : provenance;
        return Optional.ofNullable(known)
            .map(
                found ->
                    new ConversionAnswer(
                        storeId, from, to, brand.currency().getCurrencyCode(), months, found));
      }
    }
  }

  private static @Nullable Provenance known(Connection connection, Brand brand, String storeId)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, KNOWN)) {
      statement.setString(1, storeId);
      statement.setString(2, storeId);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? provenance(rows, brand) : null;
      }
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(MOST_SECONDS);
    statement.setMaxRows(MOST_ROWS);
    return statement;
  }

  private static Provenance provenance(ResultSet row, Brand brand) throws SQLException {
    return new Provenance(
        date(row, "run_as_of_date"), row.getLong("data_version"), Map.of(), brand.isSimulated());
  }

  private static ConversionAnswer.Month month(ResultSet row) throws SQLException {
    return new ConversionAnswer.Month(
        YearMonth.from(date(row, "month")),
        date(row, "as_of_date"),
        row.getBoolean("is_provisional"),
        new ConversionAnswer.Numbers(
            number(row, "orders"),
            number(row, "identified_orders"),
            number(row, "buyers"),
            number(row, "buyers_again"),
            number(row, "buyers_returning"),
            number(row, "buyers_friend_by_24h"),
            number(row, "friends_new"),
            number(row, "friends_end"),
            number(row, "footfall"),
            number(row, "paid_fen"),
            number(row, "refund_fen"),
            number(row, "mini_program_friend_fen")),
        missing(row));
  }

  /** As text, because a {@code java.sql.Date} would pass through this machine's time zone. */
  private static LocalDate date(ResultSet row, String column) throws SQLException {
    return LocalDate.parse(row.getString(column));
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  private static Map<String, String> missing(ResultSet row) throws SQLException {
    Map<String, String> missing = new TreeMap<>();
    if (row.getObject("missing") instanceof Map<?, ?> map) {
      map.forEach((column, reason) -> missing.put(column.toString(), reason.toString()));
    }
    return missing;
  }

  private static ProblemException problem(SQLException e) {
    LOG.warn("Trino did not answer for a store: {}", Trino.reason(e));
    if (NOT_FOUND.contains(e.getErrorCode())) {
      return Problem.of(
              503, "views_not_ready", Category.DATA, "Trino has no views of a published run yet.")
          .expecting("the views to be made within seconds; GET /healthz tells when they are")
          .retryAfterSeconds(RETRY_SECONDS);
    }
    return Problem.of(
            503, "trino_unavailable", Category.OUTSIDE_SYSTEM, "Trino did not answer in time.")
        .expecting("Trino to run at shuke.trino-url; ask again, or see the log")
        .retryAfterSeconds(RETRY_SECONDS);
  }

  private static String read(String resource) {
    try (InputStream in = ConversionQueries.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("No resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
