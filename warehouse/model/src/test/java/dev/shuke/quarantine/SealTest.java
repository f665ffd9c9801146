package dev.shuke.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.brand.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

  private static final RecordPlace PLACE = new RecordPlace("test.orders", 1, 4711);
  private static final byte[] PLAIN = "{\"member_no\":\"m7\"}".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private final String key = Seal.newKey();

  @SuppressWarnings("NullAway.Init") // set before each test
  private Seal seal;

  @BeforeEach
  void makeKey() throws IOException {
    seal = Seal.read(file(key));
  }

  @Test
  void opensWhatItSealedAndSealsItDifferentlyEachTime() {
    byte[] sealed = seal.seal(PLACE, PLAIN);

    assertThat(seal.open(PLACE, sealed)).isEqualTo(PLAIN);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("m7");
    assertThat(seal.seal(PLACE, PLAIN)).isNotEqualTo(sealed);
  }

  @Test
  void doesNotOpenForAnotherPlace() {
    byte[] sealed = seal.seal(PLACE, PLAIN);

    assertThatThrownBy(() -> seal.open(new RecordPlace("test.orders", 1, 4712), sealed))
        .isInstanceOf(SealException.class)
        .hasMessage(
            "The sealed bytes of test.orders-1@4712 were changed or belong to another place");
  }

  @Test
  void noticesAChangeOfAnyByte() {
    byte[] sealed = seal.seal(PLACE, PLAIN);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> seal.open(PLACE, changed))
          .isInstanceOf(SealException.class)
          .hasMessageContaining("test.orders-1@4711");
    }
  }

  @Test
  void noticesAnyCut() {
    byte[] sealed = seal.seal(PLACE, PLAIN);
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> seal.open(PLACE, cut)).isInstanceOf(SealException.class);
    }
  }

  @Test
  void saysWhichKeyIsMissing() throws IOException {
    byte[] sealed = seal.seal(PLACE, PLAIN);
    Seal other = Seal.read(file(Seal.newKey()));

    assertThatThrownBy(() -> other.open(PLACE, sealed))
        .isInstanceOf(SealException.class)
        .hasMessageMatching(
            "The bytes of test.orders-1@4711 were sealed with key [0-9a-f]{8}, but .*key holds [0-9a-f]{8}");
  }

  @Test
  void opensWithAnOldKeyAndSealsWithTheNew() throws IOException {
    byte[] old = seal.seal(PLACE, PLAIN);
    Seal changed = Seal.read(file(Seal.newKey() + "\n" + key));

    assertThat(changed.open(PLACE, old)).isEqualTo(PLAIN);
    byte[] fresh = changed.seal(PLACE, PLAIN);
    assertThatThrownBy(() -> seal.open(PLACE, fresh)).hasMessageContaining("sealed with key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AAAA | holds a key of 3 bytes, expected 32 in base64",
        "'' | holds a key of 0 bytes, expected 32 in base64",
        "no-key | holds a line that is no base64, expected a key of 32 bytes in each"
      })
  void refusesAFileWithoutAKey(String text, String problem) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> Seal.read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("key 'quarantine.key-file': file " + file + " " + problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void refusesAFileOpenToOthers(String permissions) throws IOException {
    Path file = file(key);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThatThrownBy(() -> Seal.read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("is open to others than its owner; run chmod 600 on it");
  }

  @Test
  void saysWhatMakesAMissingFile() {
    assertThatThrownBy(() -> Seal.read(folder.resolve("none")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith(
            "none does not exist; './shuke up' makes one, or put the brand's own there");
  }

  private Path file(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("brand.key"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
