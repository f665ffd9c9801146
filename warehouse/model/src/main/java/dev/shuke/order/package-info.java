/** What is true of an order once all that was said of it is put together. */
@NullMarked
package dev.shuke.order;

import org.jspecify.annotations.NullMarked;
