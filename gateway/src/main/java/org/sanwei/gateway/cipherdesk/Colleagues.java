package org.sanwei.gateway.cipherdesk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.sanwei.crypto.key.OfficerCertificate;

/** The certificates of the line's other officers, which this officer has chosen to trust. */
final class Colleagues {
  private Colleagues() {}

  /**
   * Reads every {@code *.pem} of the directory.
   *
   * @throws CipherDeskTrouble when there is none, or one is unfit
   */
  static List<OfficerCertificate> read(Path directory, Clock clock) {
    List<OfficerCertificate> all = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.pem")) {
        for (Path file : files) {
          all.add(OfficerCertificate.read(file, clock));
        }
      } catch (IOException e) {
        throw new CipherDeskTrouble(
            "a certificate in " + directory + " cannot be read or is unfit",
            "put valid certificates of the line's officers there, as NAME.pem");
      }
    }
    if (all.isEmpty()) {
      throw new CipherDeskTrouble(
          directory + " holds no certificate of another officer",
          "two officers must sign: put the other's certificate there, as NAME.pem");
    }
    return all;
  }
}
