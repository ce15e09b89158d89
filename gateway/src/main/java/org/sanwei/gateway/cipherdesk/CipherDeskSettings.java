package org.sanwei.gateway.cipherdesk;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * What one officer's program needs, from {@code cipher-desk.properties} in its directory. Paths are
 * relative to that directory; passwords are named by file and never stand in it. {@code colleagues}
 * holds the certificates of the line's other officers.
 */
public record CipherDeskSettings(
    String host,
    int port,
    String user,
    Path passwordFile,
    Path trustStore,
    Path trustStorePasswordFile,
    Path key,
    Path keyPasswordFile,
    Path gatewayCertificate,
    List<String> addresses,
    Path received,
    Path colleagues) {

  /** The file's name. */
  public static final String FILE = "cipher-desk.properties";

  /**
   * @throws CipherDeskTrouble when the file is missing, or a key or a file it names
   */
  public static CipherDeskSettings load(Path directory) {
    Path file = directory.resolve(FILE);
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new CipherDeskTrouble(
          file + " cannot be read", "name the officer's directory with --config DIR");
    }
    return new CipherDeskSettings(
        text(file, properties, "host"),
        port(file, properties),
        text(file, properties, "user"),
        existing(file, properties, "passwordFile"),
        existing(file, properties, "trustStore"),
        existing(file, properties, "trustStorePasswordFile"),
        existing(file, properties, "key"),
        existing(file, properties, "keyPasswordFile"),
        existing(file, properties, "gatewayCertificate"),
        List.of(text(file, properties, "addresses").split("\\s+")),
        directory.resolve(text(file, properties, "received")),
        directory.resolve(properties.getProperty("colleagues", "colleagues").trim()));
  }

  private static String text(Path file, Properties properties, String key) {
    String value = properties.getProperty(key, "").trim();
    if (value.isEmpty()) {
      throw new CipherDeskTrouble(file + ": " + key + " is missing", "add a line " + key + "=…");
    }
    return value;
  }

  private static int port(Path file, Properties properties) {
    String value = text(file, properties, "port");
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new CipherDeskTrouble(
          file + ": port '" + value + "' is no number", "write the gateway's AMQP port");
    }
  }

  private static Path existing(Path file, Properties properties, String key) {
    Path path = file.toAbsolutePath().resolveSibling(text(file, properties, key)).normalize();
    if (!Files.isReadable(path)) {
      throw new CipherDeskTrouble(
          file + ": " + key + " names " + path + ", which cannot be read", "correct " + key);
    }
    return path;
  }

  /** The characters of a password file, without the line's end. */
  static char[] password(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip().toCharArray();
    } catch (IOException e) {
      throw new CipherDeskTrouble(file + " cannot be read", "check its owner and mode (0600)");
    }
  }
}
