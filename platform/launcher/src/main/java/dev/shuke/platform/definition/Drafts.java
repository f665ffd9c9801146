package dev.shuke.platform.definition;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.process.ShukeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The definitions of a brand that are not published, one YAML file each, as they were written. */
public final class Drafts {
  private static final String ENDING = ".yaml";

  /** More is no definition: the language refuses rules above it. */
  private static final long MOST_BYTES = 1_000_000;

  private final Path folder;

  Drafts(Path folder) {
    this.folder = folder;
  }

  public static Drafts of(Home home, String brand) {
    return new Drafts(home.drafts(brand));
  }

  /** In order of id. */
  List<Entry> all() {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ENDING))
          .sorted()
          .map(Drafts::draft)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<Entry> find(String id) {
    return all().stream().filter(draft -> draft.id().equals(id)).findFirst();
  }

  private static Entry draft(Path file) {
    String name = file.getFileName().toString();
    String id = name.substring(0, name.length() - ENDING.length());
    Entry draft = Entry.of(id, State.DRAFT, read(file));
    if (!draft.id().equals(id)) {
      throw ShukeException.wrongSetup(
          "%s holds a definition with the id '%s', expected '%s': rename the file or correct the id.",
          file, draft.id(), id);
    }
    return draft;
  }

  /**
   * The text of a definition's file.
   *
   * @throws ShukeException when it cannot be read
   */
  public static String read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw ShukeException.wrongSetup(
            "%s has %,d bytes, expected a definition of at most %,d.",
            file, Files.size(file), MOST_BYTES);
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw ShukeException.wrongSetup("%s is not UTF-8; save it as UTF-8, then try again.", file);
    } catch (IOException e) {
      throw ShukeException.wrongSetup(
          "Cannot read %s: %s. Name a YAML file with one definition.", file, e.getMessage());
    }
  }

  /** Where the draft of an id is kept. */
  Path file(String id) {
    return folder.resolve(id + ENDING);
  }

  /** Keeps a draft in the place of an older one; half a draft is never seen. */
  Path keep(Entry definition) {
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, definition.id(), ".new");
      Files.writeString(fresh, definition.content());
      return Files.move(fresh, file(definition.id()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
