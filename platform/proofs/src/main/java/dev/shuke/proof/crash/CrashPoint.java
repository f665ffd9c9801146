package dev.shuke.proof.crash;

import java.util.Locale;

/**
 * The points between which a row can be in one place and not yet in the next: where the job may be
 * killed by name.
 */
public enum CrashPoint {
  BEFORE_FILE_CLOSE(Step.FILE_CLOSE, Side.BEFORE),
  AFTER_FILE_CLOSE(Step.FILE_CLOSE, Side.AFTER),
  BEFORE_PRE_COMMIT(Step.PRE_COMMIT, Side.BEFORE),
  AFTER_PRE_COMMIT(Step.PRE_COMMIT, Side.AFTER),
  BEFORE_CHECKPOINT_COMPLETE(Step.CHECKPOINT_COMPLETE, Side.BEFORE),
  AFTER_CHECKPOINT_COMPLETE(Step.CHECKPOINT_COMPLETE, Side.AFTER),
  BEFORE_CATALOG_COMMIT(Step.CATALOG_COMMIT, Side.BEFORE),
  AFTER_CATALOG_COMMIT(Step.CATALOG_COMMIT, Side.AFTER),
  BEFORE_NOTIFY(Step.NOTIFY, Side.BEFORE),
  AFTER_NOTIFY(Step.NOTIFY, Side.AFTER);

  private final Step step;
  private final Side side;

  CrashPoint(Step step, Side side) {
    this.step = step;
    this.side = side;
  }

  /** On which side of the method. */
  enum Side {
    BEFORE,
    AFTER
  }

  /** The methods of Iceberg 1.11 and Flink 2.1 that do each step. */
  enum Step {
    /** A data file gets its footer. */
    FILE_CLOSE("org.apache.iceberg.io.DataWriter", "close", 8),

    /** The files of a checkpoint become a manifest, which travels to the committer. */
    PRE_COMMIT("org.apache.iceberg.flink.sink.IcebergWriteAggregator", "writeToManifest", 8),

    /** All tasks have answered, the checkpoint's metadata is written. */
    CHECKPOINT_COMPLETE(
        "org.apache.flink.runtime.checkpoint.PendingCheckpoint", "finalizeCheckpoint", 3),

    /** The catalog takes a table's new metadata. */
    CATALOG_COMMIT("org.apache.iceberg.jdbc.JdbcTableOperations", "doCommit", 8),

    /** The committer of one table hears of the checkpoint and commits. */
    NOTIFY(
        "org.apache.flink.streaming.runtime.operators.sink.CommitterOperator",
        "notifyCheckpointComplete",
        16);

    private final String className;
    private final String method;
    private final int mostPasses;

    Step(String className, String method, int mostPasses) {
      this.className = className;
      this.method = method;
      this.mostPasses = mostPasses;
    }

    String className() {
      return className;
    }

    String method() {
      return method;
    }
  }

  Step step() {
    return step;
  }

  Side side() {
    return side;
  }

  /** Such as {@code before-catalog-commit}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** So many times it is passed in about two checkpoints, all tables together. */
  public int mostPasses() {
    return step.mostPasses;
  }

  static CrashPoint named(String text) {
    for (CrashPoint point : values()) {
      if (point.text().equals(text)) {
        return point;
      }
    }
    throw new IllegalArgumentException("No crash point is named '" + text + "'");
  }
}
