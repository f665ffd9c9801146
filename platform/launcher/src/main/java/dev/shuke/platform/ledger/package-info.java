/** The books of the events: what each Kafka offset became. */
@NullMarked
package dev.shuke.platform.ledger;

import org.jspecify.annotations.NullMarked;
