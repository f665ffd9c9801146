package dev.shuke.proof;

import dev.shuke.platform.process.ShukeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The jar with the agent that ends a job at a named point; the build of this module makes it. */
final class AgentJar {
  private static final String FOLDER = "platform/proofs/target";

  private AgentJar() {}

  static Path in(Path root) {
    try (Stream<Path> files = Files.list(root.resolve(FOLDER))) {
      return files
          .filter(file -> file.toString().endsWith("-agent.jar"))
          .findFirst()
          .orElseThrow(AgentJar::notBuilt);
    } catch (IOException e) {
      throw notBuilt();
    }
  }

  private static ShukeException notBuilt() {
    return ShukeException.wrongSetup(
        "%s has no agent jar: run ./shuke once, or mvn package.", FOLDER);
  }
}
