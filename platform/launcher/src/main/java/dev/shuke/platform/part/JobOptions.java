package dev.shuke.platform.part;

import java.util.List;

/**
 * What one start of a Flink job gets beyond the usual.
 *
 * @param jvm options of its Java
 * @param arguments behind the usual ones
 */
public record JobOptions(List<String> jvm, List<String> arguments) {
  public static final JobOptions NONE = new JobOptions(List.of(), List.of());

  public JobOptions {
    jvm = List.copyOf(jvm);
    arguments = List.copyOf(arguments);
  }
}
