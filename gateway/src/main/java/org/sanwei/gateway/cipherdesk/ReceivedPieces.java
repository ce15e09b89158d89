package org.sanwei.gateway.cipherdesk;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.key.PieceHead;
import org.sanwei.routes.message.LargeBody;

/**
 * The pieces that an officer has taken over, still sealed: one file for a body, {@code
 * <body>.pieces}, the pieces one after the other.
 */
final class ReceivedPieces {
  private final Path directory;

  ReceivedPieces(Path directory) {
    this.directory = directory;
  }

  /**
   * Whether all of them are here and good, which is looked at: the gateway gives up its own on the
   * word of who signs for them.
   */
  boolean have(LargeBody manifest) {
    if (!Files.exists(file(manifest))) {
      return false;
    }
    try {
      open(manifest, OutputStream.nullOutputStream());
      return true;
    } catch (IOException | CipherDeskTrouble e) {
      // Fetched anew, from where they still lie whole.
      return false;
    }
  }

  /**
   * Copies them from the line; on the disk, and found good, when it returns.
   *
   * @throws CipherDeskTrouble when they are not what the manifest says; nothing is kept then
   */
  void keep(LargeBody manifest, LargeItem.Pieces from) {
    OwnerOnlyFile.write(
        file(manifest),
        out -> new LargeItem(manifest).check(from, (piece, plain) -> out.write(piece)));
  }

  /** Writes the body to {@code out}, from here. */
  void open(LargeBody manifest, OutputStream out) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file(manifest)))) {
      new LargeItem(manifest).check(index -> next(in), (piece, plain) -> out.write(plain));
    }
  }

  /** Every piece but the last has one size. */
  private static byte @Nullable [] next(InputStream in) throws IOException {
    byte[] sealed = in.readNBytes(PieceHead.SEALED_BYTES);
    return sealed.length == 0 ? null : sealed;
  }

  private Path file(LargeBody manifest) {
    return directory.resolve(manifest.body() + ".pieces");
  }
}
