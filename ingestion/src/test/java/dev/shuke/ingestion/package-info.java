@NullMarked
package dev.shuke.ingestion;

import org.jspecify.annotations.NullMarked;
