/**
 * Catalogs as processes of their own, and what can go wrong between them and those who commit.
 *
 * <p>All listen on loopback only.
 */
@NullMarked
package dev.shuke.proof.catalog;

import org.jspecify.annotations.NullMarked;
