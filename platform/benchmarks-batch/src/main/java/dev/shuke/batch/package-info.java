/** Benchmarks of the daily chain's steps, in its package because they run its own parts. */
@NullMarked
package dev.shuke.batch;

import org.jspecify.annotations.NullMarked;
