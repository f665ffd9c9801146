package dev.shuke.table;

/**
 * The frontier of one Kafka partition.
 *
 * @param endOffset the first offset not yet in the tables; all below are
 */
public record PartitionEnd(String topic, int partition, long endOffset) {}
