package dev.shuke.quarantine;

import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import dev.shuke.event.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what is kept of quarantined records with a brand's key, and opens it again: AES-256-GCM
 * of the JDK, with a random nonce for each.
 *
 * <pre>
 * version 1 (1 byte) | key id (4) | nonce (12) | cipher text and tag
 * </pre>
 *
 * <p>The place of the record is bound to it: bytes that were moved to another row do not open. The
 * key file holds one key a line; the first seals, any opens, so a new key is put on top and an old
 * one taken out when what it sealed is older than {@link KeptRecord#KEPT}. Random nonces are safe
 * for some 4 billion records a key.
 */
public final class Seal {

  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int KEY_ID_BYTES = 4;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEAD_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;
  private static final Set<PosixFilePermission> OF_OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path file;
  private final Map<String, SecretKey> keys;
  private final SecureRandom random = new SecureRandom();

  private Seal(Path file, Map<String, SecretKey> keys) {
    this.file = file;
    this.keys = keys;
  }

  /**
   * Reads a key file.
   *
   * @throws ConfigurationException when it is missing, open to others, or holds no usable key
   */
  public static Seal read(Path file) {
    try {
      requireOfOwnerOnly(file);
      Map<String, SecretKey> keys = new LinkedHashMap<>();
      for (String line : Files.readString(file, StandardCharsets.UTF_8).strip().split("\\R")) {
        byte[] key = key(file, line.strip());
        keys.put(idOf(key), new SecretKeySpec(key, "AES"));
      }
      return new Seal(file, keys);
    } catch (NoSuchFileException e) {
      throw refuse(file, "does not exist; './shuke up' makes one, or put the brand's own there");
    } catch (IOException e) {
      throw refuse(file, "cannot be read (" + e.getMessage() + "); expected a text file");
    }
  }

  private static void requireOfOwnerOnly(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && !OF_OWNER.containsAll(view.readAttributes().permissions())) {
      throw refuse(file, "is open to others than its owner; run chmod 600 on it");
    }
  }

  private static byte[] key(Path file, String line) {
    try {
      byte[] key = Base64.getDecoder().decode(line);
      if (key.length != KEY_BYTES) {
        throw refuse(
            file, "holds a key of " + key.length + " bytes, expected " + KEY_BYTES + " in base64");
      }
      return key;
    } catch (IllegalArgumentException e) {
      throw refuse(file, "holds a line that is no base64, expected a key of 32 bytes in each");
    }
  }

  private static ConfigurationException refuse(Path file, String problem) {
    return new ConfigurationException(
        "key '" + Brand.QUARANTINE_KEY + "'", List.of("file " + file + " " + problem));
  }

  /** A new random key, as a line of a key file. */
  public static String newKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** Seals with the first key of the file. */
  public byte[] seal(RecordPlace place, byte[] plain) {
    Map.Entry<String, SecretKey> key = keys.entrySet().iterator().next();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] head =
        ByteBuffer.allocate(HEAD_BYTES)
            .put(VERSION)
            .put(HexFormat.of().parseHex(key.getKey()))
            .put(nonce)
            .array();
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key.getValue(), head, place);
      ByteBuffer sealed =
          ByteBuffer.allocate(HEAD_BYTES + cipher.getOutputSize(plain.length)).put(head);
      cipher.doFinal(ByteBuffer.wrap(plain), sealed);
      return sealed.array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK cannot seal with AES-GCM", e);
    }
  }

  /**
   * Opens what was sealed for this place.
   *
   * @throws SealException when it was sealed with a key that the file does not hold, for another
   *     place, or was changed since
   */
  public byte[] open(RecordPlace place, byte[] sealed) {
    if (sealed.length < HEAD_BYTES + TAG_BITS / Byte.SIZE || sealed[0] != VERSION) {
      throw new SealException(
          "The sealed bytes of "
              + place
              + " are cut off or of a version this release does not know");
    }
    String id = HexFormat.of().formatHex(sealed, 1, 1 + KEY_ID_BYTES);
    SecretKey key = keys.get(id);
    if (key == null) {
      throw new SealException(
          "The bytes of %s were sealed with key %s, but %s holds %s"
              .formatted(
                  place, id, file, keys.keySet().stream().collect(Collectors.joining(" and "))));
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, key, sealed, place)
          .doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
    } catch (GeneralSecurityException e) {
      throw new SealException(
          "The sealed bytes of " + place + " were changed or belong to another place");
    }
  }

  /** Everything before the cipher text, and the place, is authenticated with it. */
  private static Cipher cipher(int mode, SecretKey key, byte[] head, RecordPlace place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    int nonceAt = HEAD_BYTES - NONCE_BYTES;
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, head, nonceAt, NONCE_BYTES));
    cipher.updateAAD(head, 0, nonceAt);
    cipher.updateAAD(place.toString().getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** Tells keys apart without telling them; a key of 256 random bits cannot be found from it. */
  private static String idOf(byte[] key) {
    return HexFormat.of().formatHex(Sha256.newDigest().digest(key), 0, KEY_ID_BYTES);
  }
}
