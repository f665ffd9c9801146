package dev.shuke.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterProcessLockTest {
  private final Path folder;

  InterProcessLockTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void isHeldOnceAndFreeAfterClose() {
    Path file = folder.resolve("locks/one.lock");
    Optional<InterProcessLock> first = InterProcessLock.tryTake(file);

    assertThat(first).isPresent();
    assertThat(InterProcessLock.tryTake(file)).isEmpty();

    first.orElseThrow().close();
    Optional<InterProcessLock> second = InterProcessLock.tryTake(file);
    assertThat(second).isPresent();
    second.orElseThrow().close();
  }
}
