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
import org.sanwei.routes.read.office.OldPaper;
import org.sanwei.routes.read.office.OldSink;

/**
 * Reads office papers, OFD and saved messages: their texts are the piece's, the files in them
 * pieces of their own.
 */
final class OfficeReading {
  private static final int HIGHEST_ASCII = 0x7F;

  /** Texts that every paper has, an empty one too. */
  private static final Set<String> ASIDE =
      Set.of("#asides", "#properties", "#settings", "#masters", "#links", "#custom", "#wide");

  private final Gathering gathering;
  private final ReadLimits limits;
  private final PieceReading pieces;
  private final RtfReading rtf;
  private final Allowance allowance;

  OfficeReading(
      Gathering gathering,
      ReadLimits limits,
      PieceReading pieces,
      RtfReading rtf,
      Allowance allowance) {
    this.gathering = gathering;
    this.limits = limits;
    this.pieces = pieces;
    this.rtf = rtf;
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

  /** Whatever is an OLE file. */
  void readOld(Piece piece) {
    if (piece.depth() >= limits.maxDepth()) {
      gathering.unread(piece.position(), UnreadReason.TOO_DEEP);
      return;
    }
    Inside inside = new Inside(piece);
    OldPaper.read(piece.bytes(), limits.maxTextCharacters(), gathering::checkpoint, inside);
    inside.end();
  }

  private final class Inside implements OfdSink, OldSink {
    private final Piece piece;
    private int files;
    private boolean said;
    private boolean trouble;

    Inside(Piece piece) {
      this.piece = piece;
    }

    /** A paper without a letter and without a picture shows what nobody has looked at. */
    void end() {
      if (!said && !trouble && files == 0) {
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
      String position = next();
      boolean foreign = name.chars().anyMatch(c -> c > HIGHEST_ASCII);
      if (foreign) {
        gathering.text(position, position + "/name", Place.ATTACHMENT_NAME, name);
      }
      pieces.readPart(new Piece(position, "", List.of(), List.of(name), piece.depth() + 1, bytes));
    }

    @Override
    public void words(String name, Place place, byte[] raw) {
      TextDecoding decoding = TextDecoding.of(raw, List.of());
      if (decoding.damaged()) {
        gathering.unread(piece.position(), UnreadReason.BROKEN);
      }
      decoding.readings().forEach(reading -> text(name + reading.suffix(), place, reading.text()));
    }

    @Override
    public void body(String mediaType, byte[] utf8) {
      said = true;
      pieces.read(new Piece(next(), mediaType, List.of(), List.of(), piece.depth() + 1, utf8));
    }

    @Override
    public void packedRtf(byte[] packed) {
      said = true;
      String position = next();
      try {
        byte[] bytes = CompressedRtf.unpacked(packed, limits.maxTextCharacters() * 4);
        rtf.read(position, piece.depth() + 1, position + "/rtf", Place.BODY, bytes);
      } catch (LittleEndian.Short e) {
        gathering.unread(position, UnreadReason.BROKEN);
      }
    }

    @Override
    public void attached(List<String> names, byte[] bytes) {
      pieces.readInside(new Piece(next(), "", List.of(), names, piece.depth() + 1, bytes));
    }

    private String next() {
      files++;
      return Piece.child(piece.position(), files);
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
      trouble = true;
      gathering.unread(piece.position(), why);
    }
  }
}
