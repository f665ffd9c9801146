package dev.shuke.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationMainTest {

  @TempDir private Path folder;

  private String out = "";
  private String err = "";

  private int run(String change, String replacement, String... options) throws IOException {
    Path brand =
        Files.writeString(
            folder.resolve("brand.properties"),
            """
            brand=simulated
            name.zh=test
            name.en=test
            simulated=true
            zone=Asia/Shanghai
            cut=04:00
            currency=CNY
            as-of=2026-06-30
            sources=orders,contacts,groups,chats,records,touches,visits
            tags=taste
            parameters=parameters.csv
            kafka.bootstrap=127.0.0.1:1
            catalog.uri=jdbc:sqlite:catalog.db
            catalog.warehouse=file:///warehouse
            """
                .replace(change, replacement));
    List<String> arguments = new ArrayList<>(List.of("--brand-file", brand.toString()));
    arguments.addAll(List.of(options));
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    int exitCode =
        SimulationMain.run(
            new SimulationMain(bootstrap -> new DigestSink()),
            new PrintWriter(outText),
            new PrintWriter(errText),
            arguments.toArray(String[]::new));
    out = outText.toString();
    err = errText.toString();
    return exitCode;
  }

  @Test
  void saysThatNothingIsRealAndWhatItWouldSend() throws IOException {
    Path summary = folder.resolve("summary.json");
    int exitCode =
        run("", "", "--customers", "50", "--dry-run", "--summary-file", summary.toString());
    assertThat(exitCode).isZero();
    assertThat(out)
        .startsWith(
            "Simulated chain 'simulated': nothing in it is real. 50 customers, seed 20260101,"
                + " 2025-07-01 to 2026-06-30.\n")
        .contains("simulated.orders sent=")
        .contains("digest=")
        .contains("dry run, nothing sent: would have sent=");
    assertThat(Files.readString(summary))
        .contains("\"simulated\" : true")
        .contains("\"order_lines\" :")
        .contains("\"people\" :");
  }

  @Test
  void refusesABrandThatIsNotSimulated() throws IOException {
    assertThat(run("simulated=true", "simulated=false")).isEqualTo(2);
    assertThat(err)
        .contains("does not say simulated=true, so no simulated event may enter it")
        .hasLineCount(1);
  }

  @Test
  void listsAllThatIsWrongAtOnce() throws IOException {
    assertThat(
            run(
                "as-of=2026-06-30\nsources=orders,contacts,groups,chats,records,touches,visits",
                "as-of=wall-clock\nsources=orders,records",
                "--customers",
                "0",
                "--rate",
                "0"))
        .isEqualTo(2);
    assertThat(err)
        .contains("key 'as-of' is wall-clock, expected the date on which the simulation ends")
        .contains("key 'sources' lacks 'contacts'")
        .contains("--customers is 0, expected 1 to 100000000")
        .contains("--rate is 0, expected 1 or more")
        .hasLineCount(1);
  }

  @Test
  void refusesAWrongCommand() throws IOException {
    assertThat(run("", "", "--customers", "many")).isEqualTo(2);
    assertThat(err).contains("'many' is not an int").hasLineCount(1);
  }
}
