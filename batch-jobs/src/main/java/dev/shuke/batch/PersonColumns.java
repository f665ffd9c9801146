package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import dev.shuke.customer.Identity;
import dev.shuke.event.PersonRef;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Finds the customer of a row: by {@link Identity}'s rules, then by a join. */
final class PersonColumns {

  private static final Pattern IDENTITY = Pattern.compile("[^:]+:.+", Pattern.DOTALL);

  private static final StructType TYPE =
      new StructType().add("namespace", DataTypes.StringType).add("value", DataTypes.StringType);

  private PersonColumns() {}

  /** The reference as an event told it. */
  static PersonRef ref(Row ref) {
    return new PersonRef(
        ref.getAs("member_no"),
        ref.getAs("external_userid"),
        ref.getAs("unionid"),
        ref.getAs("openid"),
        ref.getAs("appid"),
        ref.getAs("phone_hash"),
        ref.getAs("pending_id"));
  }

  /** The identity by which a reference is looked up: the one of best evidence. */
  static Optional<Identity> first(@Nullable Row ref, @Nullable String idNamespace) {
    return ref == null ? Optional.empty() : Identity.of(ref(ref), idNamespace).stream().findFirst();
  }

  /** Whether the text names an identity as {@code namespace:value}. */
  static boolean isIdentity(@Nullable String text) {
    return text != null && IDENTITY.matcher(text).matches();
  }

  /** The identity of a column of references, as namespace and value; null for nobody. */
  static Column ofReference(Column reference) {
    UDF2<Row, String, Row> first = (ref, namespace) -> row(first(ref, namespace));
    return udf(first, TYPE).apply(reference, col("id_namespace"));
  }

  /** The identity of a column of texts {@code namespace:value}; null where one is none. */
  static Column ofText(Column text) {
    UDF1<String, Row> parse =
        told -> row(isIdentity(told) ? Optional.of(Identity.parse(told)) : Optional.empty());
    return udf(parse, TYPE).apply(text);
  }

  private static @Nullable Row row(Optional<Identity> identity) {
    return identity.map(id -> RowFactory.create(id.namespace(), id.value())).orElse(null);
  }

  /** The rows of known customers, with {@code customer_no}; the identity gets the given names. */
  static Dataset<Row> numbered(Run run, Dataset<Row> rows, Column namespace, Column value) {
    return rows.withColumn("person_namespace", namespace)
        .withColumn("person_value", value)
        .join(
            WhoIsWho.numbers(run),
            col("person_namespace")
                .equalTo(col("namespace"))
                .and(col("person_value").equalTo(col("value"))));
  }

  /** The rows of known customers by a column of {@link #ofReference} or {@link #ofText}. */
  static Dataset<Row> numbered(Run run, Dataset<Row> rows, Column identity) {
    Dataset<Row> named = rows.withColumn("identity", identity);
    return numbered(run, named, col("identity.namespace"), col("identity.value"));
  }
}
