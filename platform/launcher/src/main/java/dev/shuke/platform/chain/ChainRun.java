package dev.shuke.platform.chain;

import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.BuildProperties;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jdk;
import dev.shuke.platform.home.Program;
import dev.shuke.platform.process.Foreground;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.process.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs the daily chain of some brands, or the care of their tables, in one Spark process and hands
 * on what it says.
 */
public final class ChainRun {
  private final Home home;
  private final Consumer<String> lines;
  private final Consumer<ProcessHandle> started;

  /**
   * @param lines gets each line the chain says
   * @param started gets its process
   */
  public ChainRun(Home home, Consumer<String> lines, Consumer<ProcessHandle> started) {
    this.home = home;
    this.lines = lines;
    this.started = started;
  }

  /**
   * Runs the chain to its end.
   *
   * @param asOf a past date, computed into tables of its own; empty for the day that the brand's
   *     configuration names, which is published
   * @throws ShukeException when a chain of one of the brands is running, or when this one fails
   */
  public void run(List<BrandPlace> brands, Optional<LocalDate> asOf) {
    List<String> arguments = new ArrayList<>();
    asOf.ifPresent(date -> arguments.addAll(List.of("--as-of", date.toString())));
    int code = foreground(Program.DAILY_CHAIN, "the daily chain", brands, arguments);
    if (code != 0) {
      throw ShukeException.failed(
          "The daily chain of %s failed with exit code %d; its reason stands above, the last good runs stay.",
          names(brands), code);
    }
  }

  /**
   * Cares for the tables of the brands.
   *
   * @param options of care, such as {@code --dry-run}
   * @throws ShukeException when a chain of one of the brands is running, or when care fails
   */
  public void care(List<BrandPlace> brands, List<String> options) {
    int code = foreground(Program.TABLE_CARE, "table care", brands, options);
    if (code != 0) {
      throw ShukeException.failed(
          "Table care of %s failed with exit code %d; its reason stands above, no row is lost.",
          names(brands), code);
    }
  }

  /**
   * Like {@link #run}, but first waits for a chain that is running, such as one of the scheduler.
   */
  public void runWhenFree(List<BrandPlace> brands, Duration limit) {
    Waiting.until(
        "the daily chain that is running already",
        limit,
        () -> {
          ChainLock.tryTake(home, brands)
              .orElseThrow(() -> new IOException("it has not ended"))
              .close();
          return true;
        });
    run(brands, Optional.empty());
  }

  private int foreground(
      Program program, String what, List<BrandPlace> brands, List<String> options) {
    try (ChainLock lock = take(brands)) {
      Consumer<ProcessHandle> note = lock::heldBy;
      return Foreground.run(what, command(program, brands, options), lines, note.andThen(started));
    }
  }

  private ChainLock take(List<BrandPlace> brands) {
    return ChainLock.tryTake(home, brands)
        .orElseThrow(
            () ->
                ShukeException.failed(
                    "A daily chain or table care of %s is running already; wait until it has ended, then run this again.",
                    names(brands)));
  }

  private static String names(List<BrandPlace> brands) {
    return brands.stream().map(BrandPlace::id).collect(Collectors.joining(" and "));
  }

  private List<String> command(Program program, List<BrandPlace> brands, List<String> options) {
    List<String> arguments = new ArrayList<>();
    brands.forEach(brand -> arguments.addAll(List.of("--brand-file", brand.file().toString())));
    arguments.addAll(options);
    return program.command(
        home, Jdk.javaOfThisProcess(), BuildProperties.sparkOptions(), arguments);
  }
}
