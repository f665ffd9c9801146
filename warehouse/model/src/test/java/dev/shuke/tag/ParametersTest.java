package dev.shuke.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.brand.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersTest {

  private static final LocalDate JUNE = LocalDate.of(2024, 6, 1);

  private final Path folder;

  ParametersTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void holdsFromItsDateUntilTheNextRow() throws IOException {
    Parameters parameters = read("a.b,,2024-06-01,6", "a.b,,2020-01-01,5", "k,3,2020-01-01,3");
    assertThat(parameters.number("a.b", JUNE.minusDays(1))).isEqualTo(5);
    assertThat(parameters.number("a.b", JUNE)).isEqualTo(6);
    assertThat(parameters.indexed("k", 3, JUNE)).isEqualTo(3);
  }

  @Test
  void tellsTheNextDateOnWhichSomethingChanges() throws IOException {
    Parameters parameters =
        read("a,,2024-06-01,6", "a,,2020-01-01,5", "k,3,2020-01-01,3", "k,3,2024-05-01,2");
    assertThat(parameters.nextChangeAfter(LocalDate.of(2023, 1, 1))).isEqualTo("2024-05-01");
    assertThat(parameters.nextChangeAfter(LocalDate.of(2024, 5, 1))).isEqualTo(JUNE);
    assertThat(parameters.nextChangeAfter(JUNE)).isNull();
    assertThat(parameters.nextChangeAfter(List.of("k"), LocalDate.of(2024, 5, 1))).isNull();
    assertThat(parameters.nextChangeAfter(List.of("a"), LocalDate.of(2023, 1, 1))).isEqualTo(JUNE);
  }

  @Test
  void saysWhichParameterIsMissing() throws IOException {
    Parameters parameters = read("a,,2024-06-01,0.30", "k,3,2020-01-01,3");
    assertThatThrownBy(() -> parameters.value("b", JUNE))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("No parameter b holds on 2024-06-01; add a row to the brand's parameters.csv");
    assertThatThrownBy(() -> parameters.value("a", JUNE.minusDays(1)))
        .hasMessageContaining("No parameter a holds on 2024-05-31");
    assertThatThrownBy(() -> parameters.indexed("k", 4, JUNE))
        .hasMessageContaining("No parameter k[4]");
    assertThatThrownBy(() -> parameters.number("a", JUNE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Parameter a is 0.30, expected a whole number");
    assertThatThrownBy(() -> parameters.lastIndex("z")).hasMessageContaining("No parameter z;");
  }

  @Test
  void listsAllProblemsAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    "A,,2024-06-01,6",
                    "a,x,2024-06-01,6",
                    "a,,June,6",
                    "a,,2024-06-01,six",
                    "a,,2024-06-01",
                    "b,,2024-06-01,1",
                    "b,,2024-06-01,2",
                    "b,1,2024-06-01,2"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line 2: name is 'A', expected lower-case words joined by dots")
        .hasMessageContaining("line 3: index is 'x', expected 0 or more")
        .hasMessageContaining("line 4: Text 'June' could not be parsed")
        .hasMessageContaining("line 5: value is 'six', expected a number such as 6 or 0.30")
        .hasMessageContaining("line 6: 3 cells, expected 4")
        .hasMessageContaining("two rows for b from 2024-06-01, expected one")
        .hasMessageContaining("b has rows with and without an index, expected one kind");
  }

  @Test
  void refusesAFileWithoutHeaderOrAnAbsentOne() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.csv"), "");
    assertThatThrownBy(() -> Parameters.read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line 1 is not the header name,index,valid_from,value");
    assertThatThrownBy(() -> Parameters.read(folder.resolve("none.csv")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void survivesSerialization() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(read("k,3,2020-01-01,3"));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Parameters copy = (Parameters) in.readObject();
      assertThat(copy.indexed("k", 3, JUNE)).isEqualTo(3);
      assertThat(copy.rows()).hasSize(1);
    }
  }

  private Parameters read(String... rows) throws IOException {
    String text = "name,index,valid_from,value\n" + String.join("\n", rows) + "\n";
    return Parameters.read(Files.writeString(folder.resolve("p.csv"), text));
  }
}
