package dev.shuke.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists longer than what lies in buffers between the service and its reader. */
class StreamTest {

  private static final String BRAND = "crowd";
  private static final int CUSTOMERS = 300_000;
  private static final String EVERYONE =
      "{\"rule\":{\"not\":{\"tag\":\"lapsed\",\"is\":true}},\"ids\":[\"member\"]}";

  @TempDir Path folder;

  @Test
  void tellsOneRunFromStartToEndAndBearsAReaderWhoLeaves() throws Exception {
    TestBrand brand = TestBrand.create(folder, BRAND, false, "lapsed");
    for (int customerNo = 0; customerNo < CUSTOMERS; customerNo++) {
      brand.customer(customerNo).id("member", "m" + customerNo, customerNo);
    }
    try (TestService service = TestService.start(folder, brand);
        LogLines log = new LogLines()) {
      service.awaitRun(BRAND, brand.publish("2026-01-01"));
      leaveAfterTheFirstLine(service);
      tellOneRunWhileAnotherComes(brand, service);

      assertThat(log.errors()).isEmpty();
    }
  }

  private static void leaveAfterTheFirstLine(TestService service) throws Exception {
    try (InputStream in = service.stream(BRAND, "/v1/segments:members", EVERYONE)) {
      assertThat(in.read()).isEqualTo('{');
    }
  }

  private static void tellOneRunWhileAnotherComes(TestBrand brand, TestService service)
      throws Exception {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                service.stream(BRAND, "/v1/segments:members", EVERYONE), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("{\"customer_no\":0,\"ids\":{\"member\":[\"m0\"]}}");
      service.awaitRun(BRAND, brand.clear().customer(0).publish("2026-01-02"));
      String line = "";
      for (int customerNo = 1; customerNo < CUSTOMERS; customerNo++) {
        line = lines.readLine();
        assertThat(line).startsWith("{\"customer_no\":" + customerNo + ",");
      }
      assertThat(lines.readLine())
          .startsWith(
              "{\"end\":true,\"count\":"
                  + CUSTOMERS
                  + ",\"as_of\":\"2026-01-01\",\"data_version\":1,");
      assertThat(lines.readLine()).isNull();
    }
  }
}
