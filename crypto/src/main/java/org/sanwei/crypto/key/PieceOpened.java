package org.sanwei.crypto.key;

/** What came of opening a sealed piece. */
public sealed interface PieceOpened {

  /** The word used in vectors and messages. */
  String verdict();

  /** Genuine, of this body and at this place. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
  record Piece(byte[] plain, boolean last) implements PieceOpened {
    @Override
    public String verdict() {
      return "success";
    }

    @Override
    public String toString() {
      return "Piece[" + plain.length + " bytes]";
    }
  }

  /** By its own account of another body, or of another place. */
  record AnotherOne(PieceHead head) implements PieceOpened {
    @Override
    public String verdict() {
      return "no-match";
    }
  }

  /** The tag does not fit. */
  record Forged() implements PieceOpened {
    @Override
    public String verdict() {
      return "forged";
    }
  }

  /** No piece at all from {@code offset} on. */
  record Malformed(int offset) implements PieceOpened {
    @Override
    public String verdict() {
      return "malformed";
    }
  }
}
