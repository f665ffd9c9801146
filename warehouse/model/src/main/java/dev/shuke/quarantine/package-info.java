/** What is kept of a quarantined record, how it is sealed, and for how long. */
@NullMarked
package dev.shuke.quarantine;

import org.jspecify.annotations.NullMarked;
