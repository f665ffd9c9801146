/**
 * The daily chain of a brand: when it is due, that it never runs twice at once, and what it
 * published.
 */
@NullMarked
package dev.shuke.platform.chain;

import org.jspecify.annotations.NullMarked;
