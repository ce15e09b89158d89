package org.sanwei.routes.read;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.read.archive.Allowance;
import org.sanwei.routes.read.archive.Archives;
import org.sanwei.routes.read.archive.Name;
import org.sanwei.routes.read.archive.Sink;
import org.sanwei.routes.read.archive.Zip;

/** Reads an archive: each file in it is a piece of its own, one deeper than the archive. */
final class ArchiveReading {
  private final Gathering gathering;
  private final PieceReading pieces;
  private final Allowance allowance;

  ArchiveReading(Gathering gathering, PieceReading pieces, Allowance allowance) {
    this.gathering = gathering;
    this.pieces = pieces;
    this.allowance = allowance;
  }

  void read(Piece piece) {
    Inside inside = new Inside(piece);
    Archives.read(piece.bytes(), allowance, inside);
    inside.end();
  }

  void read(Piece piece, Zip zip) {
    Inside inside = new Inside(piece);
    Archives.zip(zip, allowance, inside);
    inside.end();
  }

  private final class Inside implements Sink {
    private final Piece piece;
    private int files;
    private boolean trouble;

    Inside(Piece piece) {
      this.piece = piece;
    }

    /** An archive of nothing says nothing that could be judged. */
    void end() {
      if (files == 0 && !trouble) {
        gathering.unread(piece.position(), UnreadReason.NO_TEXT);
      }
    }

    @Override
    public void file(Name name, byte[] bytes, @Nullable UnreadReason why) {
      files++;
      String position = Piece.child(piece.position(), files);
      List<String> names = names(position, name);
      if (bytes.length > 0 || why == null) {
        pieces.readInside(new Piece(position, "", List.of(), names, piece.depth() + 1, bytes));
      } else {
        names.forEach(reading -> named(position, reading));
      }
      if (why != null) {
        gathering.unread(position, why);
      }
    }

    @Override
    public void note(Name name) {
      names(piece.position(), name).forEach(reading -> named(piece.position(), reading));
    }

    @Override
    public void trouble(UnreadReason why) {
      trouble = true;
      gathering.unread(piece.position(), why);
    }

    /** An honest archive stays within its folder. */
    private void outside(String position, String name) {
      String path = "/" + name.replace('\\', '/') + "/";
      boolean drive = name.length() > 1 && name.charAt(1) == ':';
      if (path.contains("/../") || path.startsWith("//") || drive) {
        gathering.unread(position, UnreadReason.BROKEN);
      }
    }

    private void named(String position, String name) {
      gathering.text(position, position + "/name", Place.ATTACHMENT_NAME, name);
    }

    /** Every way to read it; of a file without a name, what the archive's own name says. */
    private List<String> names(String position, Name name) {
      Set<String> readings = new LinkedHashSet<>();
      if (!name.said().isEmpty()) {
        readings.add(name.said());
      }
      if (name.bytes().length > 0) {
        TextDecoding decoding =
            TextDecoding.of(name.bytes(), name.utf8() ? List.of("utf-8") : List.of());
        decoding.readings().forEach(reading -> readings.add(reading.text()));
        if (decoding.damaged()) {
          gathering.unread(position, UnreadReason.BROKEN);
        }
      }
      readings.forEach(reading -> outside(position, reading));
      return readings.isEmpty() ? List.of(unpacked(piece.fileName())) : List.copyOf(readings);
    }
  }

  private static String unpacked(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".tgz")) {
      return name.substring(0, name.length() - ".tgz".length()) + ".tar";
    }
    for (String end : List.of(".gz", ".bz2", ".xz")) {
      if (lower.endsWith(end)) {
        return name.substring(0, name.length() - end.length());
      }
    }
    return "";
  }
}
