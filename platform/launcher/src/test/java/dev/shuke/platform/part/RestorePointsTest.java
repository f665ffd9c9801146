package dev.shuke.platform.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePointsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Path state;

  RestorePointsTest(@TempDir Path state) {
    this.state = state;
  }

  @Test
  void areNoneBeforeTheFirstStart() {
    assertThat(new RestorePoints(state.resolve("absent")).newest()).isEmpty();
    assertThat(new RestorePoints(state).newest()).isEmpty();
  }

  @Test
  void newestIsTheOneWrittenLastWhateverItsNumber() throws IOException {
    complete("checkpoints/aaaa/chk-10", NOON);
    Path newest = complete("checkpoints/bbbb/chk-2", NOON.plusSeconds(10));

    assertThat(new RestorePoints(state).newest()).contains(newest);
  }

  @Test
  void aSavepointCountsLikeACheckpoint() throws IOException {
    complete("checkpoints/aaaa/chk-10", NOON);
    Path savepoint = complete("savepoints/savepoint-aaaa-1", NOON.plusSeconds(1));

    assertThat(new RestorePoints(state).newest()).contains(savepoint);
  }

  @Test
  void oneWithoutMetadataWasCutOff() throws IOException {
    Path whole = complete("checkpoints/aaaa/chk-10", NOON);
    Files.createDirectories(state.resolve("checkpoints/aaaa/chk-11"));
    Files.createDirectories(state.resolve("savepoints/savepoint-aaaa-1"));

    assertThat(new RestorePoints(state).newest()).contains(whole);
  }

  @Test
  void sharedStateOfAJobIsNone() throws IOException {
    complete("checkpoints/aaaa/shared", NOON);

    assertThat(new RestorePoints(state).newest()).isEmpty();
  }

  private Path complete(String name, Instant writtenAt) throws IOException {
    Path folder = Files.createDirectories(state.resolve(name));
    Path metadata = Files.writeString(folder.resolve("_metadata"), "");
    Files.setLastModifiedTime(metadata, FileTime.from(writtenAt));
    return folder;
  }
}
