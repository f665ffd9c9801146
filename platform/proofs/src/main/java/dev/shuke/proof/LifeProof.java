package dev.shuke.proof;

import dev.shuke.platform.part.KafkaTopics;
import dev.shuke.platform.process.Foreground.Outcome;
import dev.shuke.platform.process.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A brand is added beside another, backed up while events flow, removed and restored, each time in
 * another state of its job and topics. After each, more events follow, and every row is held
 * against what was sent. The other brand's job runs through all of it untouched.
 */
final class LifeProof {
  private static final long EVENTS_PER_SECOND = 500;
  private static final long UNPACED = 1_000_000_000;
  private static final long SHARE = 6_000;

  private final Stage stage;
  private final long seed;

  LifeProof(Stage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
  }

  /** How the brand goes and comes back. */
  enum Return {
    /** Its job ends with a savepoint; all that was sent has its row. */
    IN_ORDER,
    /** Its job was killed, so a checkpoint counts, and much that was sent has no row yet. */
    AFTER_A_KILL,
    /** Its topics stay, and get more while it is away. */
    WITH_ITS_TOPICS
  }

  /**
   * What came of it.
   *
   * @param exact the returns after which the tables were exact
   * @param isDamageRefused whether a backup with one changed byte was refused, and nothing written
   * @param isStrangeTopicRefused whether the job refused to start on topics without records that
   *     have no row, and on topics made anew
   * @param isOtherUntouched whether the other brand's job was the same process all the time
   */
  record Result(
      long seed,
      Set<Return> exact,
      long withoutRow,
      boolean isDamageRefused,
      boolean isStrangeTopicRefused,
      boolean isOtherUntouched,
      TableCheck.Result rows,
      TableCheck.Result other)
      implements ProofResult {
    @Override
    public boolean isPassed() {
      return exact.size() == Return.values().length
          && withoutRow > 0
          && isDamageRefused
          && isStrangeTopicRefused
          && isOtherUntouched
          && rows.isExact()
          && other.isExact();
    }

    @Override
    public String toString() {
      return "BRANDS life %s seed=%d returns=%d/%d records without a row=%d damage refused=%b strange topics refused=%b other job untouched=%b %s, the other brand %s"
          .formatted(
              isPassed() ? "passed" : "FAILED",
              seed,
              exact.size(),
              Return.values().length,
              withoutRow,
              isDamageRefused,
              isStrangeTopicRefused,
              isOtherUntouched,
              rows,
              other);
    }
  }

  /** Runs the proof. */
  Result run() throws Exception {
    stage.pipeline().startJob();
    Optional<RunFile> before = stage.home().processes().find("flink-" + stage.brand().id());
    Set<Return> exact = EnumSet.noneOf(Return.class);
    long withoutRow = 0;
    boolean isDamageRefused;
    boolean isStrangeTopicRefused;
    TableCheck.Result rows;
    boolean isOtherUntouched;
    try (Flow other = stage.flow(EVENTS_PER_SECOND);
        Neighbour neighbour = Neighbour.add(stage, seed)) {
      try (Flow flow = new Flow(neighbour.producer(), EVENTS_PER_SECOND)) {
        neighbour.shuke("backup", Neighbour.ID);
      }
      neighbour.awaitAllInTables();
      isDamageRefused = isDamageRefused(neighbour, newestBackup());
      for (Return way : Return.values()) {
        withoutRow += goAndComeBack(neighbour, way);
        neighbour.producer().send(SHARE, UNPACED);
        neighbour.awaitAllInTables();
        TableCheck.Result now = neighbour.check();
        stage.say(way + " " + now);
        if (now.isExact()) {
          exact.add(way);
        }
      }
      rows = neighbour.check();
      isStrangeTopicRefused = isStrangeTopicRefused(neighbour);
      neighbour.shuke("remove", Neighbour.ID, "--no-backup", "--yes");
      requireGone(neighbour);
      isOtherUntouched =
          before.isPresent()
              && before.get().isRunning()
              && before.equals(stage.home().processes().find("flink-" + stage.brand().id()));
    }
    stage.awaitAllInTables();
    var unused = stage.pipeline().stopJob(stage.progress());
    return new Result(
        seed,
        exact,
        withoutRow,
        isDamageRefused,
        isStrangeTopicRefused,
        isOtherUntouched,
        rows,
        stage.check());
  }

  /** How many records had no row when the brand went. */
  private long goAndComeBack(Neighbour neighbour, Return way) throws Exception {
    if (way == Return.AFTER_A_KILL) {
      neighbour.pipeline().killJob();
      neighbour.producer().send(SHARE, UNPACED);
    }
    long withoutRow = neighbour.producer().sent() - neighbour.inTables();
    List<String> remove = new ArrayList<>(List.of("remove", Neighbour.ID, "--yes"));
    if (way == Return.WITH_ITS_TOPICS) {
      remove.add("--keep-topics");
    }
    neighbour.shuke(remove.toArray(String[]::new));
    if (way == Return.WITH_ITS_TOPICS) {
      neighbour.producer().send(SHARE, UNPACED);
      withoutRow += SHARE;
    } else {
      requireGone(neighbour);
    }
    neighbour.shuke("restore", newestBackup().toString());
    neighbour.sendAnew();
    return withoutRow;
  }

  /** Takes records away that have no row; the brand can only be removed after. */
  private boolean isStrangeTopicRefused(Neighbour neighbour) throws Exception {
    neighbour.pipeline().killJob();
    neighbour.producer().send(SHARE, UNPACED);
    try (KafkaTopics topics = KafkaTopics.of(neighbour.brand().brand())) {
      topics.endOffsets(neighbour.brand().brand()).forEach(topics::beginAt);
      String onCutTopics = StartAttempt.of(stage, neighbour.pipeline());
      topics.delete(Neighbour.ID);
      topics.createMissing(neighbour.brand().brand());
      String onNewTopics = StartAttempt.of(stage, neighbour.pipeline());
      stage.say(onCutTopics);
      stage.say(onNewTopics);
      return StartAttempt.isRefused(onCutTopics)
          && onCutTopics.contains("are gone from Kafka and in no table")
          && StartAttempt.isRefused(onNewTopics)
          && onNewTopics.contains("it was made anew");
    }
  }

  private static void requireGone(Neighbour neighbour) {
    if (!neighbour.isGone()) {
      throw new IllegalStateException("Something of the removed brand is left");
    }
  }

  /** A backup of an existing brand is refused too, so what it says of the damage counts. */
  private boolean isDamageRefused(Neighbour neighbour, Path backup) throws IOException {
    Path file = largest(backup);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Outcome outcome = neighbour.tryShuke("restore", backup.toString());
    stage.say(outcome.summary());
    return outcome.exitCode() == 1
        && outcome.summary().contains(backup.relativize(file) + " has changed");
  }

  private static Path largest(Path backup) throws IOException {
    try (Stream<Path> files = Files.walk(backup.resolve("warehouse"))) {
      return files
          .filter(Files::isRegularFile)
          .max(Comparator.comparing(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  /** Their names end with the time. */
  private Path newestBackup() throws IOException {
    try (Stream<Path> backups = Files.list(stage.home().backups())) {
      return backups.max(Comparator.naturalOrder()).orElseThrow();
    }
  }
}
