package org.sanwei.gateway.cipherdesk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.RunningDigest;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.key.PieceKey;
import org.sanwei.crypto.key.PieceOpened;
import org.sanwei.crypto.key.PieceOpener;
import org.sanwei.routes.message.LargeBody;

/** A body that came in pieces, looked through one piece at a time. */
final class LargeItem {
  private final LargeBody manifest;

  LargeItem(LargeBody manifest) {
    this.manifest = manifest;
  }

  /** Where the sealed pieces lie. */
  interface Pieces {
    /** The piece at this place, which may be anything; null when there is none. */
    byte @Nullable [] at(int index) throws IOException;
  }

  /** Is given each piece once it is found genuine and in its place. */
  interface Each {
    void take(byte[] sealed, byte[] plain) throws IOException;
  }

  /**
   * Goes through every piece, in order. Returns only when nothing is missing, nothing is too much,
   * and size and SM3 are those of the manifest; what {@code each} has made before must not stay
   * otherwise.
   *
   * @throws NotWhole when anything does not fit
   */
  void check(Pieces pieces, Each each) throws IOException {
    PieceOpener opener = new PieceOpener(PieceKey.of(manifest.body(), manifest.key()));
    RunningDigest sm3 = Sm3.running();
    long sizeBytes = 0;
    for (int i = 0; i < manifest.pieces(); i++) {
      byte[] sealed = pieces.at(i);
      if (sealed == null) {
        throw wrong("piece " + (i + 1) + " of " + manifest.pieces() + " is missing");
      }
      PieceOpened opened = opener.open(sealed, i);
      if (!(opened instanceof PieceOpened.Piece piece)) {
        throw wrong(
            "piece "
                + (i + 1)
                + " of "
                + manifest.pieces()
                + " does not open: "
                + opened.verdict());
      }
      if (piece.last() != (i == manifest.pieces() - 1)) {
        throw wrong("the body does not end with piece " + manifest.pieces());
      }
      sm3.update(piece.plain(), 0, piece.plain().length);
      sizeBytes += piece.plain().length;
      each.take(sealed, piece.plain());
    }
    if (pieces.at(manifest.pieces()) != null) {
      throw wrong("there are more than " + manifest.pieces() + " pieces");
    }
    if (sizeBytes != manifest.sizeBytes() || !sm3.hex().equals(manifest.sm3())) {
      throw wrong("size or SM3 are not those of the message that came");
    }
  }

  /** Pieces that are not the body of the manifest; of another body they say nothing. */
  static final class NotWhole extends CipherDeskTrouble {
    private static final long serialVersionUID = 1L;

    private NotWhole(String what, String fix) {
      super(what, fix);
    }
  }

  private static NotWhole wrong(String what) {
    return new NotWhole(
        what,
        "another officer may have just taken it over: list again; if it stays so, report it to the"
            + " security officer");
  }
}
