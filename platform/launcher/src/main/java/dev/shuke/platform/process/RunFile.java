package dev.shuke.platform.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;

/**
 * What is written down of a started process, so that a later command finds it again and never takes
 * a stranger for it.
 *
 * @param name such as {@code kafka}
 * @param startedAt when the operating system started the process; together with the pid it names
 *     one process for ever
 * @param port on which it listens on loopback, 0 if on none
 */
public record RunFile(String name, long pid, Instant startedAt, int port) {
  /**
   * The boot time from which Linux reckons start times is known to a second, so two readings may
   * differ by that.
   */
  private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

  private static final String SUFFIX = ".properties";

  /**
   * The record of a process that runs now. One that has ended already gets a time that no process
   * has.
   */
  public static RunFile of(String name, ProcessHandle handle, int port) {
    return new RunFile(
        name, handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH), port);
  }

  public static Path file(Path folder, String name) {
    return folder.resolve(name + SUFFIX);
  }

  /**
   * Empty when there is no such file, or half of one: a start that was cut off while writing
   * recorded nothing.
   */
  public static Optional<RunFile> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      String fileName = file.getFileName().toString();
      return Optional.of(
          new RunFile(
              fileName.substring(0, fileName.length() - SUFFIX.length()),
              Long.parseLong(properties.getProperty("pid", "")),
              Instant.parse(properties.getProperty("started-at", "")),
              Integer.parseInt(properties.getProperty("port", ""))));
    } catch (NoSuchFileException | NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(Path folder) {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("started-at", startedAt.toString());
    properties.setProperty("port", Integer.toString(port));
    try {
      Files.createDirectories(folder);
      try (Writer writer = Files.newBufferedWriter(file(folder, name))) {
        properties.store(
            writer, "Written by ./shuke, which ends this process only if pid and start time agree");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The process itself while it runs; empty when it has ended, or when its pid now belongs to
   * another process.
   */
  public Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid).filter(this::isSame).filter(handle -> !isZombie(handle));
  }

  public boolean isRunning() {
    return handle().isPresent();
  }

  boolean isSame(ProcessHandle handle) {
    return handle.isAlive() && handle.info().startInstant().filter(this::isStartOfThis).isPresent();
  }

  boolean isStartOfThis(Instant other) {
    return Duration.between(startedAt, other).abs().compareTo(CLOCK_STEP) <= 0;
  }

  /**
   * In a container whose first process reaps nobody, an ended orphan stays in the table and looks
   * alive to Java.
   */
  private static boolean isZombie(ProcessHandle handle) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      // No /proc on this system, or the process has just gone; isAlive() has the say then.
      return false;
    }
  }
}
