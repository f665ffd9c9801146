package dev.shuke.platform.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.platform.process.ShukeException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTest {

  @TempDir Path root;

  @Test
  void runsJobsInOnePartUnlessTold() {
    assertThat(Home.of(root, Map.of()).parallelism()).isEqualTo(1);
    assertThat(Home.of(root, Map.of("SHUKE_PARALLELISM", "128")).parallelism()).isEqualTo(128);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "129", "1000", "-1", "two", ""})
  void refusesAParallelismThatIsNone(String text) {
    assertThatThrownBy(() -> Home.of(root, Map.of("SHUKE_PARALLELISM", text)))
        .isInstanceOf(ShukeException.class)
        .hasMessage("SHUKE_PARALLELISM is '%s', expected 1 to 128.", text);
  }
}
