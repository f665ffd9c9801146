package dev.shuke.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8OrderTest {

  @Test
  void putsCharactersBeyondTheBasicPlaneLast() {
    String fullWidth = "\uff21";
    String hotPepper = "\ud83c\udf36";
    assertThat(Utf8Order.compare(fullWidth, hotPepper)).isNegative();
    assertThat(fullWidth.compareTo(hotPepper)).isPositive();
  }

  @Test
  void agreesWithTheBytesOnRandomTexts() {
    Random random = new Random(7);
    int[] letters = {'a', 'b', ':', '-', 0xe9, 0x7cbe, 0xd7ff, 0xe000, 0xffee, 0x1f336, 0x10ffff};
    for (int i = 0; i < 5_000; i++) {
      String a = text(random, letters);
      String b = text(random, letters);
      int bytes =
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
      assertThat(Integer.signum(Utf8Order.compare(a, b))).isEqualTo(Integer.signum(bytes));
    }
  }

  private static String text(Random random, int[] letters) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }
}
