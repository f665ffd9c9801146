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

  private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

  @TempDir Path root;

  @Test
  void runsJobsInOnePartUnlessTold() {
    assertThat(home(Map.of()).parallelism()).isEqualTo(1);
    assertThat(home(Map.of("SHUKE_PARALLELISM", "128")).parallelism()).isEqualTo(128);
  }

  @Test
  void compilesInFullUnlessTold() {
    assertThat(home(Map.of()).javaOptions()).doesNotContain(FIRST_COMPILER_ONLY);
    assertThat(home(Map.of("SHUKE_JIT", "quick")).javaOptions()).contains(FIRST_COMPILER_ONLY);
    assertThat(Home.of(root, Map.of("SHUKE_JIT", "full"), Jit.QUICK).javaOptions())
        .doesNotContain(FIRST_COMPILER_ONLY);
    assertThatThrownBy(() -> home(Map.of("SHUKE_JIT", "fast")))
        .isInstanceOf(ShukeException.class)
        .hasMessage("SHUKE_JIT is 'fast', expected quick or full.");
  }

  private Home home(Map<String, String> environment) {
    return Home.of(root, environment, Jit.FULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "129", "1000", "-1", "two", ""})
  void refusesAParallelismThatIsNone(String text) {
    assertThatThrownBy(() -> home(Map.of("SHUKE_PARALLELISM", text)))
        .isInstanceOf(ShukeException.class)
        .hasMessage("SHUKE_PARALLELISM is '%s', expected 1 to 128.", text);
  }
}
