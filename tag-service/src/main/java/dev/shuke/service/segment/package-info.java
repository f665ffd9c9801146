/** Rules that select customers: how many, and who. */
@NullMarked
package dev.shuke.service.segment;

import org.jspecify.annotations.NullMarked;
