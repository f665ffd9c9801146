/** Benchmarks of the fold; no engine takes part. */
@NullMarked
package dev.shuke.benchmark;

import org.jspecify.annotations.NullMarked;
