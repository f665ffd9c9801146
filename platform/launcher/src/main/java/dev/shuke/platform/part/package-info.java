/**
 * The parts of the platform: how each is started, how one sees that it is ready, and how it ends.
 */
@NullMarked
package dev.shuke.platform.part;

import org.jspecify.annotations.NullMarked;
