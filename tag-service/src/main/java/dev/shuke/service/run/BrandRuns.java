package dev.shuke.service.run;

import dev.shuke.brand.Brand;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest published run of one brand. One thread calls {@link #look}; any thread may ask for
 * {@link #current}. Whatever fails, the last good run stays.
 */
final class BrandRuns implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BrandRuns.class);

  private final Brand brand;
  private volatile @Nullable Published current;
  private volatile @Nullable String failure;
  private volatile boolean hasLooked;

  // Of the looking thread only.
  private Catalogs.@Nullable ClosableCatalog opened;
  private @Nullable Table runs;
  private long seenSnapshot = -1;

  BrandRuns(Brand brand) {
    this.brand = brand;
  }

  Brand brand() {
    return brand;
  }

  Optional<Published> current() {
    return Optional.ofNullable(current);
  }

  /** Why the newest look failed, when it did. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** Whether the first look has ended, well or not. */
  boolean hasLooked() {
    return hasLooked;
  }

  /** What people should know of the run in service. */
  List<String> notes() {
    Published published = current;
    return published == null
        ? List.of()
        : published.columns().stream()
            .filter(column -> column.definitionVersion() != column.definition().version())
            .map(
                column ->
                    "tag %s was computed by definition %d, this release tells the meaning of %d"
                        .formatted(
                            column.definition().id(),
                            column.definitionVersion(),
                            column.definition().version()))
            .toList();
  }

  /** Looks for a newer run and takes it into service. Never throws. */
  void look() {
    try {
      if (load()) {
        failure = null;
      }
    } catch (UnusableRunException e) {
      fail(String.valueOf(e.getMessage()), null);
    } catch (Exception e) {
      fail("The catalog could not be read: " + e.getClass().getSimpleName(), e);
      seenSnapshot = -1;
    } catch (OutOfMemoryError e) {
      fail("The run does not fit into memory; give the service a larger -Xmx", e);
      seenSnapshot = -1;
    } finally {
      hasLooked = true;
    }
  }

  /** False when there is nothing that an earlier look has not judged. */
  private boolean load() throws Exception {
    Table table = runs();
    table.refresh();
    long snapshot = table.currentSnapshot() == null ? 0 : table.currentSnapshot().snapshotId();
    if (snapshot == seenSnapshot) {
      return false;
    }
    seenSnapshot = snapshot;
    Published before = current;
    Run run = Run.newest(table).orElse(null);
    if (run != null && (before == null || run.id() > before.run().id())) {
      swapTo(run);
    }
    return true;
  }

  private void swapTo(Run run) throws Exception {
    long started = System.nanoTime();
    Published published = new RunLoader(brand, catalog().catalog(), run).load();
    current = published;
    LOG.info(
        "Brand {} now answers from run {} as of {}: {} customers, {} tags, read in {} ms",
        brand.id(),
        run.id(),
        run.asOf(),
        published.population().getCardinality(),
        published.columns().size(),
        Duration.ofNanos(System.nanoTime() - started).toMillis());
    notes().forEach(note -> LOG.warn("Brand {}: {}", brand.id(), note));
  }

  private Table runs() {
    if (runs == null) {
      runs = catalog().catalog().loadTable(TableIdentifier.parse(Tables.RUNS));
    }
    return runs;
  }

  private Catalogs.ClosableCatalog catalog() {
    if (opened == null) {
      opened = Catalogs.open(brand);
    }
    return opened;
  }

  private void fail(String message, @Nullable Throwable cause) {
    if (!message.equals(failure)) {
      LOG.error("Brand {} keeps the run it has. {}", brand.id(), message, cause);
    }
    failure = message;
  }

  @Override
  public void close() throws Exception {
    if (opened != null) {
      opened.close();
    }
  }
}
