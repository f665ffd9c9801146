/**
 * The one command a person needs, {@code ./shuke}: it starts the platform's parts as processes and
 * asks them.
 */
@NullMarked
package dev.shuke.platform;

import org.jspecify.annotations.NullMarked;
