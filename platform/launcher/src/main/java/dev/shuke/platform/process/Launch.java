package dev.shuke.platform.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How one process is started.
 *
 * @param name of its run file and log
 * @param folder its working directory
 * @param port on which it will listen
 */
public record Launch(String name, List<String> command, Path folder, Optional<Port> port) {
  public Launch {
    command = List.copyOf(command);
  }
}
