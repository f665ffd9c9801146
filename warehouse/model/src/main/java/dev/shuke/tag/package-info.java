/**
 * Tags: their definitions and parameters, and the fold that computes them over one customer's
 * timeline.
 */
@NullMarked
package dev.shuke.tag;

import org.jspecify.annotations.NullMarked;
