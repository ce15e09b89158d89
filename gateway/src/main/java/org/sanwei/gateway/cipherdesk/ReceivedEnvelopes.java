package org.sanwei.gateway.cipherdesk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sanwei.crypto.Sm3;

/**
 * The envelopes an officer has taken over, still sealed, one file each: {@code <id>.<digest>.p7m}.
 */
final class ReceivedEnvelopes {
  private final Path directory;

  ReceivedEnvelopes(Path directory) {
    this.directory = directory;
  }

  /** On the disk when it returns; the same envelope again replaces itself. */
  void keep(String id, byte[] envelope) {
    String digest = Sm3.hex(envelope).substring(0, 16);
    OwnerOnlyFile.write(directory.resolve(id + "." + digest + ".p7m"), envelope);
  }

  /** Every envelope whose id begins so. */
  List<byte[]> find(String idStart) {
    List<byte[]> found = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.p7m")) {
      for (Path file : files) {
        if (file.getFileName().toString().startsWith(idStart)) {
          found.add(Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " could not be read", e);
    }
    return found;
  }
}
