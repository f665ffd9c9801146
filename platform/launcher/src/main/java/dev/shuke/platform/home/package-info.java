/**
 * Where things are on this machine: folders, ports, brands, keys, Java installations and the
 * programs of the checkout.
 */
@NullMarked
package dev.shuke.platform.home;

import org.jspecify.annotations.NullMarked;
