/**
 * What is stored: table definitions, catalog access, frontiers and SQL views. Iceberg only; no
 * engine.
 */
@NullMarked
package dev.shuke.table;

import org.jspecify.annotations.NullMarked;
