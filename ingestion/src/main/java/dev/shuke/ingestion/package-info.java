/** The file importer: CSV files, by a mapping, to events in Kafka. */
@NullMarked
package dev.shuke.ingestion;

import org.jspecify.annotations.NullMarked;
