package dev.shuke.proof;

import dev.shuke.platform.process.ShukeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Jars that the build of this module puts beside its own, for other processes than its own. */
final class BuiltJars {
  private static final String FOLDER = "platform/proofs/target";

  private BuiltJars() {}

  /** The agent that ends a job at a named point. */
  static Path agent(Path root) {
    return endingWith(root, "-agent.jar");
  }

  /** The S3 server. */
  static Path s3proxy(Path root) {
    return endingWith(root, "s3proxy.jar");
  }

  private static Path endingWith(Path root, String end) {
    try (Stream<Path> files = Files.list(root.resolve(FOLDER))) {
      return files
          .filter(file -> file.toString().endsWith(end))
          .findFirst()
          .orElseThrow(BuiltJars::notBuilt);
    } catch (IOException e) {
      throw notBuilt();
    }
  }

  private static ShukeException notBuilt() {
    return ShukeException.wrongSetup(
        "%s lacks a jar of its build: run ./shuke once, or mvn package.", FOLDER);
  }
}
