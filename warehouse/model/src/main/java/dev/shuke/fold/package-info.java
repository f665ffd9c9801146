/**
 * Rules and measures compiled to one pass over a customer's timeline.
 *
 * <p>{@link dev.shuke.fold.CustomerFold} is the way in. A row goes to the {@link
 * dev.shuke.fold.Selection selections} of its kind, each passes those that take part on the as-of
 * date to its {@link dev.shuke.fold.Gatherer gatherers}, and at the end {@link dev.shuke.fold.Node
 * nodes} turn what was gathered into values. Whatever is said twice, by however many definitions,
 * is one object here.
 */
@NullMarked
package dev.shuke.fold;

import org.jspecify.annotations.NullMarked;
