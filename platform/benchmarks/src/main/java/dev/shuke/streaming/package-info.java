/** Benchmarks of the events' way, in the job's package because they run its own parts. */
@NullMarked
package dev.shuke.streaming;

import org.jspecify.annotations.NullMarked;
