/** Rules that select customers by their published tags; an early part of the rule language. */
@NullMarked
package dev.shuke.rule;

import org.jspecify.annotations.NullMarked;
