/** Starting, recognising, watching and ending processes; knows nothing of what they do. */
@NullMarked
package dev.shuke.platform.process;

import org.jspecify.annotations.NullMarked;
