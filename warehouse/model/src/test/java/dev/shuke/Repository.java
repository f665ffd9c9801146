package dev.shuke;

import java.nio.file.Path;

/** Files of the checkout, from whatever folder the tests are run. */
public final class Repository {

  /** Of a module, as Maven runs its tests, unless a program says where it is. */
  private static final Path ROOT = Path.of(System.getProperty("shuke.root", "../.."));

  private Repository() {}

  /** Something in it, or beside it. */
  public static Path path(String path) {
    return ROOT.resolve(path);
  }
}
