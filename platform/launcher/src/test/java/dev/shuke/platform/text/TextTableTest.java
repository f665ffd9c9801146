package dev.shuke.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void alignsNumbersRightAndCountsAChineseCharacterAsTwoColumns() {
    TextTable table = new TextTable("store", ">buyers");
    table.row("川菜", "7");
    table.row("s12", "1,204");

    assertThat(table.text()).isEqualTo("STORE  BUYERS\n川菜        7\ns12     1,204");
  }

  @Test
  void tellsAnAgeInItsGreatestUnit() {
    assertThat(TextTable.age(Duration.ofSeconds(90))).isEqualTo("90 s");
    assertThat(TextTable.age(Duration.ofMinutes(90))).isEqualTo("90 min");
    assertThat(TextTable.age(Duration.ofHours(30))).isEqualTo("30 h");
    assertThat(TextTable.age(Duration.ofDays(3))).isEqualTo("3 days");
  }
}
