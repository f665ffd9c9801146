/** A brand: its configuration and its calendar of business days. */
@NullMarked
package dev.shuke.brand;

import org.jspecify.annotations.NullMarked;
