package org.sanwei.config.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.sanwei.config.policy.Secret;

/**
 * Reads the secrets that gateway.yaml names by file. Problems name the reference, never a value.
 */
final class SecretFiles {
  private static final int MAX_BYTES = 4096;
  private static final Secret NONE = new Secret(new byte[0]);

  private final Path dir;
  private final boolean read;

  SecretFiles(Path dir, boolean read) {
    this.dir = dir;
    this.read = read;
  }

  Secret secret(Fields fields, String key) {
    String name = fields.text(key, "secrets/NAME");
    if (name == null || !read) {
      return NONE;
    }
    Path file = dir.resolve(name);
    try {
      if (Files.size(file) > MAX_BYTES) {
        return refuse(fields, key, name, "is larger than " + MAX_BYTES + " bytes");
      }
      byte[] bytes = Files.readAllBytes(file);
      int length = bytes.length;
      while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
        length--;
      }
      return length == 0
          ? refuse(fields, key, name, "is empty")
          : new Secret(Arrays.copyOf(bytes, length));
    } catch (IOException e) {
      return refuse(fields, key, name, "cannot be read");
    }
  }

  private Secret refuse(Fields fields, String key, String name, String what) {
    fields.problem(
        fields.at(key),
        "the secret file '" + name + "' of '" + fields.full(key) + "' " + what,
        "put the secret alone into " + dir.resolve(name) + ", readable by the gateway's user only");
    return NONE;
  }
}
