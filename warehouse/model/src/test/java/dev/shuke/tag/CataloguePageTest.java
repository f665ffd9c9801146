package dev.shuke.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CataloguePageTest {

  private static final Path PAGE = Repository.path("warehouse/TAGS.md");

  @Test
  void isThePageOfTheShippedDefinitions() throws IOException {
    String page = CataloguePage.of(TagCatalogue.shipped());
    if (Boolean.getBoolean("shuke.write-catalogue")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "%s is not what the definitions say; write it anew with"
                + " mvn -pl warehouse/model test -Dtest=CataloguePageTest -Dshuke.write-catalogue=true",
            PAGE)
        .isEqualTo(page);
  }
}
