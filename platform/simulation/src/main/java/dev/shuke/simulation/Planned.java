package dev.shuke.simulation;

import java.util.function.Consumer;

/**
 * Something that happens at an instant; its events are made only when its turn comes.
 *
 * @param at in milliseconds UTC
 */
record Planned(long at, Consumer<Teller> telling) {}
