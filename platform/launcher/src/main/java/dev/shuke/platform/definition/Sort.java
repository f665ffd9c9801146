package dev.shuke.platform.definition;

import dev.shuke.platform.process.ShukeException;

/** The two sorts of definitions, each with a command of its own. */
public enum Sort {
  TAG("tag"),
  SEGMENT("segment");

  private final String command;

  Sort(String command) {
    this.command = command;
  }

  /** The command of this sort, and what people call one. */
  public String word() {
    return command;
  }

  static Sort of(String kind) {
    return kind.equals(SEGMENT.command) ? SEGMENT : TAG;
  }

  /**
   * Nothing when the definition is of this sort.
   *
   * @throws ShukeException naming the command of the other sort
   */
  public void require(Entry entry) {
    Sort other = of(entry.kind());
    if (other != this) {
      throw ShukeException.wrongSetup(
          "'%s' is a %s, not a %s: use ./shuke %s instead of ./shuke %s.",
          entry.id(), other.command, command, other.command, command);
    }
  }
}
