package dev.shuke.platform.chain;

import dev.shuke.brand.Brand;
import dev.shuke.platform.part.KafkaTopics;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Frontiers;
import dev.shuke.table.PartitionEnd;

/** How much of what Kafka holds has reached a brand's tables. */
public final class TablesAndTopics {
  private TablesAndTopics() {}

  /** Kafka offsets that Kafka has given to the brand's events so far. */
  public static long inKafka(KafkaTopics topics, Brand brand) {
    return topics.endOffsets(brand).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Kafka offsets below the frontier of the brand's tables. */
  public static long inTables(Brand brand) {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      return Frontiers.read(opened.catalog()).stream().mapToLong(PartitionEnd::endOffset).sum();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw ShukeException.failed(
          "Cannot read the frontier of %s: %s.", brand.id(), e.getMessage());
    }
  }
}
