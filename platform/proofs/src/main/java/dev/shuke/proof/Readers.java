package dev.shuke.proof;

import dev.shuke.brand.Brand;
import dev.shuke.table.Catalogs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Read whole tables again and again through the catalog, each with a connection of its own, until
 * they are closed. Each scan must come to the rows that its snapshot names, and never to fewer than
 * the scan before it.
 */
final class Readers implements AutoCloseable {
  private final Brand brand;
  private final List<String> tables;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final AtomicLong scans = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads;
  private final List<CompletableFuture<Void>> reading = new ArrayList<>();

  Readers(int count, Brand brand, List<String> tables) {
    this.brand = brand;
    this.tables = List.copyOf(tables);
    this.threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      reading.add(CompletableFuture.runAsync(this::read, threads));
    }
  }

  /** Whole tables read. */
  long scans() {
    return scans.get();
  }

  /** Why scans failed; empty when none did. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  private void read() {
    Map<String, Long> before = new HashMap<>();
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      while (!isOver.get()) {
        for (String table : tables) {
          tryScan(opened.catalog(), table, before);
        }
      }
    } catch (Exception e) {
      failures.add("a reader ended: " + e);
    }
  }

  /** A reader that failed would not give up either. */
  private void tryScan(Catalog catalog, String name, Map<String, Long> before) {
    try {
      Table table = catalog.loadTable(TableIdentifier.parse(name));
      if (table.currentSnapshot() == null) {
        return;
      }
      WholeScan scan = WholeScan.of(table, table.currentSnapshot());
      long least = before.getOrDefault(name, 0L);
      if (!scan.isComplete() || scan.read() < least) {
        failures.add("%s: %s, after %d rows before".formatted(name, scan, least));
      }
      before.put(name, scan.read());
      scans.incrementAndGet();
    } catch (Exception e) {
      failures.add(name + ": " + e);
    }
  }

  /** Returns when each has come to the end of its scans. */
  @Override
  public void close() {
    isOver.set(true);
    reading.forEach(CompletableFuture::join);
    threads.shutdown();
  }
}
