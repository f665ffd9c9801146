/** What the launcher shows and writes: lines of progress, tables, filled templates. */
@NullMarked
package dev.shuke.platform.text;

import org.jspecify.annotations.NullMarked;
