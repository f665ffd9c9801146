package dev.shuke.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The job as a next release might be: compiled from the checkout's sources with one output moved to
 * the front and one operator more, the uids of all others the same. Simulated, as there is no other
 * release yet.
 */
final class OtherBuild {
  /** The name of the operator that only this build has. */
  static final String OPERATOR = "of-the-next-build";

  private static final String SOURCES = "streaming/src/main/java";
  private static final String TOPOLOGY = "dev/shuke/streaming/EventsTopology.java";
  private static final String MOVED =
      "outputs.duplicates().accept(events.getSideOutput(DUPLICATES));";
  private static final String BEHIND = "    outputs\n        .events()";

  private OtherBuild() {}

  /**
   * Builds it.
   *
   * @param folder to build in; becomes a checkout as far as the job is concerned
   */
  static Path make(Path root, Path folder) throws IOException {
    Path target = Files.createDirectories(folder.resolve("streaming/target"));
    Path classes = Files.createDirectories(target.resolve("classes"));
    String dependencies = Files.readString(root.resolve("streaming/target/classpath.txt")).strip();
    compile(
        changed(root, folder),
        classes,
        dependencies + ":" + root.resolve("streaming/target/classes"));
    copyMissing(root.resolve("streaming/target/classes"), classes);
    pack(classes, target.resolve("streaming-0.2.0.jar"));
    Files.writeString(target.resolve("classpath.txt"), dependencies);
    return folder;
  }

  private static Path changed(Path root, Path folder) throws IOException {
    String source = Files.readString(root.resolve(SOURCES).resolve(TOPOLOGY));
    if (!source.contains(MOVED) || !source.contains(BEHIND)) {
      throw new IllegalStateException(
          "%s is not as expected: let OtherBuild move another output of it".formatted(TOPOLOGY));
    }
    String duplicates =
        "    outputs.duplicates().accept(events.getSideOutput(DUPLICATES)"
            + ".filter(any -> true).name(\"%s\").uid(\"%s\"));\n".formatted(OPERATOR, OPERATOR);
    Path file = folder.resolve(TOPOLOGY);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, source.replace(MOVED, "").replace(BEHIND, duplicates + BEHIND));
  }

  private static void compile(Path source, Path classes, String classPath) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("This Java has no compiler: let JAVA_HOME name a JDK.");
    }
    int code =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-nowarn",
            "--release",
            "17",
            "-cp",
            classPath,
            "-d",
            classes.toString(),
            source.toString());
    if (code != 0) {
      throw new IllegalStateException("Cannot compile " + source);
    }
  }

  private static void copyMissing(Path from, Path into) throws IOException {
    for (Path file : filesOf(from)) {
      Path copy = into.resolve(from.relativize(file));
      if (!Files.exists(copy)) {
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : filesOf(classes)) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
