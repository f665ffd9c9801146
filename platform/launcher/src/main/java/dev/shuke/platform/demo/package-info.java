/** {@code ./shuke demo}: the samples from their files to the answers, with what it took. */
@NullMarked
package dev.shuke.platform.demo;

import org.jspecify.annotations.NullMarked;
