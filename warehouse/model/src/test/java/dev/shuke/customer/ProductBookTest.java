package dev.shuke.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductBookTest {

  private static final LocalDate MAY = LocalDate.of(2024, 5, 1);

  @Test
  void findsTheNewestRecordValidOnTheDate() {
    ProductBook book = ProductBook.of(List.of(row(MAY, "new"), row(MAY.minusYears(1), "old")));
    assertThat(book.find("a", MAY.minusYears(2))).isEmpty();
    assertThat(book.find("a", MAY.minusDays(1))).get().extracting(Product::name).isEqualTo("old");
    assertThat(book.find("a", MAY)).get().extracting(Product::name).isEqualTo("new");
    assertThat(book.find("b", MAY)).isEmpty();
  }

  @Test
  void refusesTwoRecordsOfOneDate() {
    assertThatThrownBy(() -> ProductBook.of(List.of(row(MAY, "x"), row(MAY, "y"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Product a has two rows valid from 2024-05-01, expected one");
  }

  @Test
  void survivesSerialization() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(ProductBook.of(List.of(row(MAY, "x"))));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ProductBook copy = (ProductBook) in.readObject();
      assertThat(copy.find("a", MAY)).get().extracting(Product::tastes).isEqualTo(List.of("sour"));
    }
  }

  private static ProductBook.Row row(LocalDate from, String name) {
    return new ProductBook.Row("a", from, name, "c", null, List.of("sour", "sour"));
  }
}
