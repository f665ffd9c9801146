/** Questions to Trino. */
@NullMarked
package dev.shuke.service.trino;

import org.jspecify.annotations.NullMarked;
