package dev.shuke.tag;

import java.util.List;

/** A definition that cannot be used; the fault is its author's. */
public final class DefinitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param where the file or the id
   * @param problems all that were found, each naming the place and what was expected
   */
  public DefinitionException(String where, List<String> problems) {
    super(where + ": " + String.join("; ", problems));
  }
}
