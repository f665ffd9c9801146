/**
 * A brand comes, is backed up, goes and comes back, while the others go on
 * (docs/decisions/0010-backup-of-a-brand.md).
 */
@NullMarked
package dev.shuke.platform.brand;

import org.jspecify.annotations.NullMarked;
