/**
 * Kafka to Iceberg, exactly once: every Kafka offset of a brand gets one row in {@code events.*}.
 *
 * <p>In: the topics of the brand's sources. Out: events, repeated tellings, quarantined records and
 * old arrivals that wait for the batch. State: the Kafka offsets, and the payload hash of each
 * young event id until the broker's time is 24 h past its {@code occurred_at}.
 */
@NullMarked
package dev.shuke.streaming;

import org.jspecify.annotations.NullMarked;
