/** Quarantined records: listed, shown without what may identify a person, and replayed. */
@NullMarked
package dev.shuke.platform.quarantine;

import org.jspecify.annotations.NullMarked;
