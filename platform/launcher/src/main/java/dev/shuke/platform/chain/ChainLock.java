package dev.shuke.platform.chain;

import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.process.InterProcessLock;
import dev.shuke.platform.process.RunFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The right to run the daily chain of some brands, or the care of their tables, or to back up,
 * restore or remove one: two chains of one brand at once would number its customers twice, and care
 * would rewrite what a chain replaces.
 *
 * <p>The lock is held by the launcher, which may be killed while its chain goes on; so the chain's
 * process is written down too, and while that one runs the lock counts as taken.
 */
public final class ChainLock implements AutoCloseable {
  private final Path folder;
  private final List<String> names = new ArrayList<>();
  private final List<InterProcessLock> locks = new ArrayList<>();

  private ChainLock(Path folder) {
    this.folder = folder;
  }

  /** Takes all the brands or none; empty when a chain of one of them is running. */
  public static Optional<ChainLock> tryTake(Home home, List<BrandPlace> brands) {
    ChainLock taken = new ChainLock(home.locks());
    for (BrandPlace brand : brands) {
      if (!taken.add(brand.id() + "-chain")) {
        taken.close();
        return Optional.empty();
      }
    }
    return Optional.of(taken);
  }

  private boolean add(String name) {
    if (RunFile.read(RunFile.file(folder, name)).filter(RunFile::isRunning).isPresent()) {
      return false;
    }
    Optional<InterProcessLock> lock = InterProcessLock.tryTake(folder.resolve(name + ".lock"));
    lock.ifPresent(locks::add);
    names.add(name);
    return lock.isPresent();
  }

  /** Writes down the process that works under this lock. */
  void heldBy(ProcessHandle chain) {
    names.forEach(name -> RunFile.of(name, chain, 0).write(folder));
  }

  @Override
  public void close() {
    locks.forEach(InterProcessLock::close);
  }
}
