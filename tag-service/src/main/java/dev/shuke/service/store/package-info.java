/** The numbers of one store, from Trino. */
@NullMarked
package dev.shuke.service.store;

import org.jspecify.annotations.NullMarked;
