package dev.shuke.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ContentHashTest {

  /** Computed apart from this code, with Python's struct and hashlib, from the encoding's text. */
  private static final String KNOWN =
      "22ef8d18e24535a0fb83c73ad1bdeafe2a6c75f3166b6b4037275b56bab79556";

  @Test
  void hashesTheDocumentedEncoding() {
    ContentHash hash = new ContentHash();
    hash.add(0, new TagValue("lapsed", 1, 1, "false", null, LocalDate.of(2024, 2, 29)));
    hash.add(0, new TagValue("taste", 2, 1, "辣", null, null));
    hash.add(0, new TagValue("taste", 2, 2, "甜", null, null));
    hash.add(5, new TagValue("lapsed", 1, 1, "true", null, null));
    assertThat(hash.hex()).isEqualTo(KNOWN);
    assertThat(hash.rows()).isEqualTo(4);
  }

  @Test
  void differsWhenOnlyTheNextChangeOrTheVersionDiffers() {
    assertThat(hashOf(new TagValue("t", 1, 1, "v", null, null)))
        .isNotEqualTo(hashOf(new TagValue("t", 2, 1, "v", null, null)))
        .isNotEqualTo(hashOf(new TagValue("t", 1, 1, "v", 5L, null)))
        .isNotEqualTo(hashOf(new TagValue("t", 1, 1, "v", null, LocalDate.EPOCH)));
  }

  @Test
  void refusesRowsOutOfOrderAndRowsToldTwice() {
    ContentHash hash = new ContentHash();
    hash.add(3, new TagValue("b", 1, 2, "v", null, null));
    assertThatThrownBy(() -> hash.add(3, new TagValue("b", 1, 2, "v", null, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Row (3, b, 2) comes after (3, b, 2), expected rows sorted by customer, tag and position, each once");
    assertThatThrownBy(() -> hash.add(3, new TagValue("b", 1, 1, "v", null, null)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> hash.add(3, new TagValue("a", 1, 3, "v", null, null)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> hash.add(2, new TagValue("c", 1, 1, "v", null, null)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String hashOf(TagValue value) {
    ContentHash hash = new ContentHash();
    hash.add(0, value);
    return hash.hex();
  }
}
