/** The whole platform, started by {@code ./shuke} as its users do, asked over REST and Trino. */
@NullMarked
package dev.shuke.e2e;

import org.jspecify.annotations.NullMarked;
