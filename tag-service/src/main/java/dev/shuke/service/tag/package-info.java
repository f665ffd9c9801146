/** The catalogue: what each tag means and how many customers have each value. */
@NullMarked
package dev.shuke.service.tag;

import org.jspecify.annotations.NullMarked;
