/** Which brands are served, and which key opens which of them. */
@NullMarked
package dev.shuke.service.brand;

import org.jspecify.annotations.NullMarked;
