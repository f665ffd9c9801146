/** The published run of each brand, in memory, and its views in Trino. */
@NullMarked
package dev.shuke.service.run;

import org.jspecify.annotations.NullMarked;
