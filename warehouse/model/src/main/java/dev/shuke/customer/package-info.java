/** Who is who: identities, the numbers customers get, their timelines, and the product book. */
@NullMarked
package dev.shuke.customer;

import org.jspecify.annotations.NullMarked;
