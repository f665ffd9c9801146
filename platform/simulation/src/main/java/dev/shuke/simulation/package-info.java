/**
 * A simulated chain of restaurants: people with habits, and the events their orders, contacts,
 * groups and chats would make. Nothing in it is real.
 */
@NullMarked
package dev.shuke.simulation;

import org.jspecify.annotations.NullMarked;
