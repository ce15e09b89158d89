package org.sanwei.gateway.wiring;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.PersonalKey;

/**
 * The gateway's own keys, in one directory outside the data: the master key, the signing key with
 * its certificate, the passwords of key stores. Made on the first start, opened ever after.
 */
final class GatewayKeys {
  private static final Duration VALID = Duration.ofDays(3650);

  private final Path directory;
  private final SecureRandom random;
  private final Clock clock;

  GatewayKeys(Path directory, SecureRandom random, Clock clock) {
    this.directory = directory;
    this.random = random;
    this.clock = clock;
  }

  MasterKey master(Path file) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return Files.exists(file) ? MasterKey.openFile(file) : MasterKey.createFile(file, random);
  }

  /**
   * The SM2 key that signs envelopes and releases; its certificate lies beside it as gateway.pem.
   */
  PersonalKey signing() throws IOException {
    char[] password = password("gateway.password");
    Path file = directory.resolve("gateway.p12");
    try {
      if (!Files.exists(file)) {
        PersonalKey.create("gateway", clock.instant().minusSeconds(60), VALID, random)
            .saveUnderRandomPassword(file, password, random);
      }
      PersonalKey key = PersonalKey.open(file, password);
      Files.writeString(certificate(), key.certificate().toPem());
      return key;
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Where officers get the gateway's certificate from. */
  Path certificate() {
    return directory.resolve("gateway.pem");
  }

  /** A password of its own, made at random on the first call for a name; 128 bits. */
  char[] password(String name) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      Path part = directory.resolve(name + ".part");
      Files.deleteIfExists(part);
      try (FileChannel channel =
          FileChannel.open(
              part,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        channel.write(
            java.nio.ByteBuffer.wrap(
                HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII)));
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
        entry.force(true);
      }
    }
    return Files.readString(file, StandardCharsets.US_ASCII).strip().toCharArray();
  }
}
