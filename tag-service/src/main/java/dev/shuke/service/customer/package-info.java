/** The tags of one customer, or of a list of them. */
@NullMarked
package dev.shuke.service.customer;

import org.jspecify.annotations.NullMarked;
