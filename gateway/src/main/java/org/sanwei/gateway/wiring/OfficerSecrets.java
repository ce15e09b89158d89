package org.sanwei.gateway.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The passwords by which officers log in to the broker: {@code secrets/amqp-NAME}. */
final class OfficerSecrets {
  private OfficerSecrets() {}

  static Path file(Path configDir, String officer) {
    return configDir.resolve("secrets").resolve("amqp-" + officer);
  }

  /**
   * @throws StartRefused when there is no such file or it is empty
   */
  static String password(Path configDir, String officer) {
    Path file = file(configDir, officer);
    try {
      String password = Files.readString(file, StandardCharsets.UTF_8).strip();
      if (!password.isEmpty()) {
        return password;
      }
    } catch (IOException e) {
      throw missing(file, officer);
    }
    throw missing(file, officer);
  }

  private static StartRefused missing(Path file, String officer) {
    return new StartRefused(
        "officer '"
            + officer
            + "' of the policy has no broker password: "
            + file
            + " is missing or empty",
        "write a long random password into that file, mode 0600, and give the officer the same");
  }
}
