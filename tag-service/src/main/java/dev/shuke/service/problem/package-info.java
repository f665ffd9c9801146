/**
 * What can be wrong with a request, how a request is read so that it is found, and how it is told
 * (RFC 9457).
 */
@NullMarked
package dev.shuke.service.problem;

import org.jspecify.annotations.NullMarked;
