/**
 * Ends the Flink job at a named point of its way. Lives in the job's process as a Java agent, so
 * the product holds no hook for it.
 */
@NullMarked
package dev.shuke.proof.crash;

import org.jspecify.annotations.NullMarked;
