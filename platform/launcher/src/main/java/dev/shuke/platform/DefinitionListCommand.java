package dev.shuke.platform;

import dev.shuke.platform.definition.Entry;
import dev.shuke.platform.definition.Shelf;
import dev.shuke.platform.definition.Sort;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.text.TextTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "list",
    description =
        "List the definitions: shipped and published ones, which runs compute, drafts, and retired ones.")
final class DefinitionListCommand implements Runnable {
  @ParentCommand private DefinitionCommand parent = new TagCommand();

  @Option(
      names = "--brand",
      paramLabel = "B",
      description = "Only this brand; all brands unless told.")
  private @Nullable String brand;

  @Override
  public void run() {
    Home home = Home.ofThisProcess();
    for (BrandPlace place : new Brands(home).namedOrAll(Optional.ofNullable(brand))) {
      System.out.println(place.id());
      show(Shelf.of(home, place));
    }
  }

  private void show(Shelf shelf) {
    TextTable table =
        new TextTable("id", "kind", "group", ">version", "state", "name", "name (en)");
    List<Entry> entries = shelf.entries().stream().filter(this::isMine).toList();
    for (Entry entry : entries) {
      table.row(
          entry.id(),
          entry.kind(),
          entry.group(),
          Integer.toString(entry.version()),
          entry.state().toString(),
          entry.nameZh(),
          entry.nameEn());
    }
    System.out.println(entries.isEmpty() ? "None." : table.text());
    shelf
        .broken()
        .forEach((id, why) -> System.out.printf("Draft %s cannot be read: %s%n", id, why));
    List<Entry> unused = shelf.unused().stream().filter(this::isMine).toList();
    if (!unused.isEmpty()) {
      System.out.printf(
          "Shipped too, but not named by the key 'tags' of the brand: %s%n",
          unused.stream().map(Entry::id).collect(Collectors.joining(", ")));
    }
    System.out.println();
  }

  private boolean isMine(Entry entry) {
    return entry.isSegment() == (parent.sort() == Sort.SEGMENT);
  }
}
