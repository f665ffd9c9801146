package dev.shuke.streaming;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.metrics.prometheus.LoopbackPrometheusReporter;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's own settings. */
final class FlinkSettings {

  private static final String LOOPBACK = "127.0.0.1";

  /** Fixed, so that a savepoint can be restored at any parallelism up to it. */
  private static final int MAX_PARALLELISM = 128;

  /** For the buffers between operators; Flink's default would not fit a heap of 640 MB well. */
  private static final MemorySize NETWORK_PER_SLOT = MemorySize.ofMebiBytes(64);

  /** For RocksDB's memtables, filters and cache. */
  private static final MemorySize MANAGED_PER_SLOT = MemorySize.ofMebiBytes(160);

  /** Between two attempts; what was away is taken up again so soon after its return. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** In a row, without five good minutes between them: an hour at the longest pause. */
  private static final int MOST_RESTARTS = 360;

  private FlinkSettings() {}

  static StreamExecutionEnvironment environment(EventsConfig config) {
    Configuration job = job(config);
    if (config.isCluster()) {
      return StreamExecutionEnvironment.getExecutionEnvironment(job);
    }
    job.addAll(process(config));
    return StreamExecutionEnvironment.createLocalEnvironment(config.parallelism(), job);
  }

  private static Configuration job(EventsConfig config) {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, config.folder("checkpoints"));
    settings.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, config.folder("savepoints"));
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    addIdLookups(settings);
    // A catalog or a broker that is away for an hour needs nobody to start the job again; what
    // fails each time ends it after as long.
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LONGEST_PAUSE);
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofMinutes(5));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, MOST_RESTARTS);
    settings.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    // Records between operators are immutable, and no operator keeps one.
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    // A type that would fall back to Kryo is an error.
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    // What has no uid could not be found in a savepoint.
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    config
        .restore()
        .ifPresent(
            path -> {
              settings.set(StateRecoveryOptions.SAVEPOINT_PATH, path);
              // Flink deletes what it restored from once a newer checkpoint replaces it, so no
              // outdated state is left to restore from by mistake.
              settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
            });
    return settings;
  }

  /**
   * Nearly every id is new, and a filter in memory says so without a look into any file. For 24
   * million ids the filters take 30 MB: they must fit into the part of the managed memory that is
   * kept for them, else each look-up reads them anew.
   */
  private static void addIdLookups(Configuration settings) {
    settings.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    settings.set(RocksDBConfigurableOptions.BLOOM_FILTER_BLOCK_BASED_MODE, false);
    // Filters and indexes in pieces, so that one look-up needs one piece.
    settings.set(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS, true);
    settings.set(RocksDBOptions.HIGH_PRIORITY_POOL_RATIO, 0.4);
    settings.set(RocksDBOptions.WRITE_BUFFER_RATIO, 0.4);
    // Large blocks make a small index; hardly any is ever read for a look-up.
    settings.set(RocksDBConfigurableOptions.BLOCK_SIZE, MemorySize.parse("32kb"));
    // One timer for each group of ids: few enough for the heap. In RocksDB, a profile showed,
    // registering them took a twenty-fifth of the time of the thread that judges.
    settings.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.HEAP);
  }

  /** One process with everything in it, reachable on the loopback interface only. */
  private static Configuration process(EventsConfig config) {
    Configuration settings = new Configuration();
    settings.set(RestOptions.ADDRESS, LOOPBACK);
    settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    // Of the server for large objects, which else listens on every interface.
    settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    settings.set(RestOptions.PORT, config.restPort());
    settings.set(RestOptions.BIND_PORT, Integer.toString(config.restPort()));
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, config.parallelism());
    MemorySize network = NETWORK_PER_SLOT.multiply(config.parallelism());
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    settings.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_PER_SLOT.multiply(config.parallelism()));
    config.metricsPort().ifPresent(port -> addMetrics(settings, port));
    return settings;
  }

  private static void addMetrics(Configuration settings, int port) {
    String reporter = "metrics.reporter.prometheus.";
    settings.set(MetricOptions.REPORTERS_LIST, "prometheus");
    settings.setString(
        reporter + "factory.class", LoopbackPrometheusReporter.Factory.class.getName());
    settings.setString(reporter + LoopbackPrometheusReporter.PORT, Integer.toString(port));
  }
}
