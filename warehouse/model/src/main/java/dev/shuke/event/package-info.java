/** Event contracts: what may enter through Kafka, how it is read, checked, named and written. */
@NullMarked
package dev.shuke.event;

import org.jspecify.annotations.NullMarked;
