/**
 * Definitions of tags and segments as people write them: kept as drafts, told, checked, published
 * and retired.
 */
@NullMarked
package dev.shuke.platform.definition;

import org.jspecify.annotations.NullMarked;
