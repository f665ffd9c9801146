/**
 * What needs all of history: admit late arrivals, find out who is who, build orders and timelines,
 * fold tags, count stores, publish. Spark moves the data; the rules are the plain Java of {@code
 * warehouse}.
 */
@NullMarked
package dev.shuke.batch;

import org.jspecify.annotations.NullMarked;
