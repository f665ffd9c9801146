package dev.shuke.platform.home;

import dev.shuke.platform.process.ShukeException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A main class of the checkout, the module it lies in, and the memory it gets. */
public enum Program {
  // A broker of two brands holds little on its heap; the log itself lies in the page cache.
  BROKER("platform/broker", "kafka.Kafka", "-Xms128m -Xmx384m"),
  FORMAT_STORAGE("platform/broker", "kafka.tools.StorageTool", "-Xmx128m"),
  // Where a heap is small, the serial collector needs the least memory and time.
  EVENTS_JOB("streaming", "dev.shuke.streaming.EventsJob", "-Xmx640m -XX:+UseSerialGC"),
  TAG_SERVICE("tag-service", "dev.shuke.service.TagServiceApplication", "-Xmx384m"),
  SCHEDULER(
      "platform/launcher",
      "dev.shuke.platform.Shuke",
      "-Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
  // Most of its code is generated for one query and runs for seconds. Compiling took half of
  // the CPU time, so the optimizing compiler is asked later than usual; and the code that turns
  // rows with lists into Spark's own is too long for any compiler unless told.
  DAILY_CHAIN(
      "batch-jobs",
      "dev.shuke.batch.DailyChain",
      "-Xmx2g -XX:+UseParallelGC -XX:-DontCompileHugeMethods -XX:Tier4InvocationThreshold=30000"
          + " -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=60000"
          + " -XX:Tier4BackEdgeThreshold=400000"),
  TAG_DIFF("batch-jobs", "dev.shuke.batch.TagDiff", "-Xmx2g -XX:+UseParallelGC"),
  TABLE_CARE("batch-jobs", "dev.shuke.batch.TableCare", "-Xmx2g -XX:+UseParallelGC"),
  IMPORT("ingestion", "dev.shuke.ingestion.ImportMain", "-Xmx384m -XX:+UseSerialGC"),
  SIMULATION(
      "platform/simulation", "dev.shuke.simulation.SimulationMain", "-Xmx512m -XX:+UseSerialGC"),
  PROVE_EVENTS("platform/proofs", "dev.shuke.proof.ProveEvents", "-Xmx768m"),
  PROVE_CATALOGS("platform/proofs", "dev.shuke.proof.ProveCatalogs", "-Xmx768m"),
  PROVE_LANGUAGE("platform/proofs", "dev.shuke.proof.ProveLanguage", "-Xmx512m"),
  // The job's own collector, and room for the orders that are ready before it starts.
  BENCH_EVENTS(
      "platform/benchmarks", "dev.shuke.streaming.EventsBenchmark", "-Xmx1500m -XX:+UseSerialGC"),
  // Nothing but the job's own memory.
  BENCH_STATE("platform/benchmarks", "dev.shuke.streaming.StateBenchmark", EVENTS_JOB.memory),
  BENCH_ADMIT("platform/benchmarks-batch", "dev.shuke.batch.AdmitBenchmark", DAILY_CHAIN.memory),
  // One core is the question, so the collector gets no other; its own processes inherit this.
  BENCH_FOLD(
      "platform/benchmarks-fold", "dev.shuke.benchmark.FoldReport", "-Xmx768m -XX:+UseSerialGC");

  private final String module;
  private final String mainClass;
  private final String memory;

  Program(String module, String mainClass, String memory) {
    this.module = module;
    this.mainClass = mainClass;
    this.memory = memory;
  }

  /** The command that starts it on the Java of this process. */
  public List<String> command(Home home, List<String> arguments) {
    return command(home, Jdk.javaOfThisProcess(), List.of(), arguments);
  }

  /** The command that starts it. */
  public List<String> command(Home home, Path java, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of(memory.split(" ")));
    command.addAll(home.javaOptions());
    command.addAll(options);
    String classPath = classPath(home.root().resolve(module).resolve("target"));
    command.addAll(List.of("-cp", new RunningJars(home).copied(classPath), mainClass));
    command.addAll(arguments);
    return command;
  }

  private String classPath(Path target) {
    try {
      String dependencies = Files.readString(target.resolve("classpath.txt")).strip();
      return jar(target).map(jar -> jar + File.pathSeparator + dependencies).orElse(dependencies);
    } catch (IOException e) {
      throw ShukeException.wrongSetup("%s is not built: run ./shuke once, or mvn package.", module);
    }
  }

  /** Empty for the broker, whose module has no code of its own. */
  private static Optional<Path> jar(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*-\\d[\\w.]*(-SNAPSHOT)?\\.jar"))
          .findFirst();
    }
  }
}
