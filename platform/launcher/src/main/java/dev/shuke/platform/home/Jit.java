package dev.shuke.platform.home;

import dev.shuke.platform.process.ShukeException;
import java.util.List;
import java.util.Map;

/**
 * How far Java compiles the processes of a platform.
 *
 * <p>On a few cores the optimizing compiler takes its time from the work. A process of minutes,
 * like those of a demo or a test, does not win that back; one of days does.
 */
public enum Jit {
  /** The first compiler only. */
  QUICK(List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m")),
  /** Java's own choice. */
  FULL(List.of());

  private static final String VARIABLE = "SHUKE_JIT";

  private final List<String> options;

  Jit(List<String> options) {
    this.options = options;
  }

  /**
   * What the environment asks for.
   *
   * @param usual when it asks for nothing
   * @throws ShukeException when {@code SHUKE_JIT} is neither {@code quick} nor {@code full}
   */
  static Jit read(Map<String, String> environment, Jit usual) {
    String text = environment.getOrDefault(VARIABLE, "");
    return switch (text) {
      case "" -> usual;
      case "quick" -> QUICK;
      case "full" -> FULL;
      default ->
          throw ShukeException.wrongSetup("%s is '%s', expected quick or full.", VARIABLE, text);
    };
  }

  /** Options of any Java process of the platform. */
  public List<String> options() {
    return options;
  }
}
