package org.sanwei.routes.read;

import java.util.List;
import java.util.Set;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.read.archive.Allowance;
import org.sanwei.routes.read.archive.Zip;
import org.sanwei.routes.read.ofd.OfdPaper;
import org.sanwei.routes.read.ofd.OfdSink;
import org.sanwei.routes.read.office.OfficePaper;

/**
 * Reads office papers and OFD: their texts are the piece's, the files in them pieces of their own.
 */
final class OfficeReading {
  private static final int HIGHEST_ASCII = 0x7F;

  /** Texts that every paper has, an empty one too. */
  private static final Set<String> ASIDE =
      Set.of("#asides", "#properties", "#settings", "#masters", "#links", "#custom");

  private final Gathering gathering;
  private final ReadLimits limits;
  private final PieceReading pieces;
  private final Allowance allowance;

  OfficeReading(Gathering gathering, ReadLimits limits, PieceReading pieces, Allowance allowance) {
    this.gathering = gathering;
    this.limits = limits;
    this.pieces = pieces;
    this.allowance = allowance;
  }

  void read(Piece piece, Zip zip) {
    Inside inside = new Inside(piece);
    OfficePaper.read(zip, allowance, limits.maxTextCharacters(), gathering::checkpoint, inside);
    inside.end();
  }

  void readOfd(Piece piece, Zip zip) {
    Inside inside = new Inside(piece);
    OfdPaper.read(
        zip,
        allowance,
        limits.maxTextCharacters(),
        limits.maxPages(),
        gathering::checkpoint,
        inside);
    inside.end();
  }

  private final class Inside implements OfdSink {
    private final Piece piece;
    private int files;
    private boolean said;

    Inside(Piece piece) {
      this.piece = piece;
    }

    /** A paper without a letter and without a picture shows what nobody has looked at. */
    void end() {
      if (!said && files == 0) {
        gathering.unread(piece.position(), UnreadReason.NO_TEXT);
      }
    }

    @Override
    public void text(String name, Place place, String text) {
      said |= !ASIDE.contains(name);
      gathering.text(piece.position(), piece.label() + name, place, text);
    }

    @Override
    public void file(String name, byte[] bytes) {
      files++;
      String position = Piece.child(piece.position(), files);
      boolean foreign = name.chars().anyMatch(c -> c > HIGHEST_ASCII);
      if (foreign) {
        gathering.text(position, position + "/name", Place.ATTACHMENT_NAME, name);
      }
      pieces.readPart(new Piece(position, "", List.of(), List.of(name), piece.depth() + 1, bytes));
    }

    @Override
    public void pages(int count) {
      gathering.addPages(count);
    }

    @Override
    public void seal() {
      gathering.seal(piece.position());
    }

    @Override
    public void unread(UnreadReason why) {
      gathering.unread(piece.position(), why);
    }
  }
}
