/**
 * Proofs under fire: real processes are broken while events flow, and every row is then held
 * against what was sent.
 */
@NullMarked
package dev.shuke.proof;

import org.jspecify.annotations.NullMarked;
