package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;

/**
 * Reads PDFs, in memory only. A page counts as read if it yields text and nothing on it could show
 * what that text does not say; otherwise its text is judged all the same and the page is handed on
 * as a picture. What is wrong with the file as a whole is a reason to hold it.
 */
final class PdfReading {
  private static final long MAX_EXPANDED = 96L * 1024 * 1024;
  private static final int MAX_TRAILER = 1024;

  private final Gathering gathering;
  private final ReadLimits limits;
  private final PieceReading pieces;
  private final Pictures pictures;

  PdfReading(Gathering gathering, ReadLimits limits, PieceReading pieces, Pictures pictures) {
    this.gathering = gathering;
    this.limits = limits;
    this.pieces = pieces;
    this.pictures = pictures;
    PlainFonts.install();
  }

  void read(Piece piece) {
    Set<UnreadReason> reasons = new HashSet<>(frame(piece.bytes()));
    if (Expanded.anyStream(piece.bytes(), MAX_EXPANDED, gathering) > MAX_EXPANDED) {
      reasons.add(UnreadReason.TOO_LARGE);
    } else {
      read(piece, reasons);
    }
    reasons.forEach(why -> gathering.unread(piece.position(), why));
  }

  private void read(Piece piece, Set<UnreadReason> reasons) {
    try (PDDocument document = open(piece.bytes(), reasons)) {
      PdfObjects objects = PdfObjects.of(document, MAX_EXPANDED, gathering);
      reasons.addAll(objects.reasons());
      files(objects, piece, reasons);
      gathering.text(
          piece.position(), piece.label() + "#strings", Place.ATTACHMENT, objects.strings());
      int pages = document.getNumberOfPages();
      gathering.addPages(Math.max(0, pages));
      if (reasons.contains(UnreadReason.TOO_LARGE)) {
        return;
      }
      if (pages > limits.maxPages()) {
        reasons.add(UnreadReason.TOO_LARGE);
      }
      Operators operators = new Operators(gathering);
      PageImage images = new PageImage(document, operators);
      for (int page = 1; page <= Math.min(pages, limits.maxPages()); page++) {
        gathering.checkpoint();
        if (page(document, page, piece, operators, reasons) || objects.drawings()) {
          draw(images, page, piece, reasons);
        }
      }
      if (pages == 0) {
        reasons.add(UnreadReason.NO_TEXT);
      }
    } catch (InvalidPasswordException e) {
      reasons.add(UnreadReason.ENCRYPTED);
    } catch (Operators.TooMany e) {
      reasons.add(UnreadReason.TOO_LARGE);
    } catch (Stopped e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      reasons.add(UnreadReason.BROKEN);
    }
  }

  /** As the file says it is; a file that only opens with repairs may show something else. */
  private static PDDocument open(byte[] bytes, Set<UnreadReason> reasons) throws IOException {
    try {
      return parse(bytes, false);
    } catch (InvalidPasswordException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      reasons.add(UnreadReason.BROKEN);
      return parse(bytes, true);
    }
  }

  private static PDDocument parse(byte[] bytes, boolean lenient) throws IOException {
    return new PDFParser(
            new RandomAccessReadBuffer(bytes),
            "",
            null,
            null,
            IOUtils.createMemoryOnlyStreamCache())
        .parse(lenient);
  }

  /**
   * The text by position, and in drawing order where that differs: a mark may hide in either. True
   * if the page may show more than its letters say.
   */
  private boolean page(
      PDDocument document, int number, Piece piece, Operators operators, Set<UnreadReason> reasons)
      throws IOException {
    PageText sorted = new PageText(true, operators);
    String text = sorted.of(document, number);
    String drawn = new PageText(false, operators).of(document, number);
    Set<UnreadReason> found = new HashSet<>(sorted.reasons());
    boolean more = found.remove(UnreadReason.PICTURE) || text.isBlank();
    reasons.addAll(found);
    String name = piece.label() + "#p" + number;
    gathering.text(piece.position(), name, Place.ATTACHMENT, text);
    if (!squeezed(text).equals(squeezed(drawn))) {
      gathering.text(piece.position(), name + "#drawn", Place.ATTACHMENT, drawn);
    }
    return more;
  }

  /** Hands the page on as it looks; what of it could not be drawn was not looked at. */
  private void draw(PageImage images, int page, Piece piece, Set<UnreadReason> reasons)
      throws IOException {
    if (!pictures.wanted(piece.position())) {
      return;
    }
    @Nullable BufferedImage drawn = images.of(page);
    if (drawn == null) {
      reasons.add(UnreadReason.TOO_LARGE);
      return;
    }
    if (images.damaged()) {
      reasons.add(UnreadReason.PICTURE);
    }
    pictures.page(piece, page, drawn);
  }

  /** Each file in it is a piece of its own. */
  private void files(PdfObjects objects, Piece piece, Set<UnreadReason> reasons)
      throws IOException {
    int n = 0;
    for (COSStream file : objects.files()) {
      n++;
      if (piece.depth() >= limits.maxDepth()) {
        reasons.add(UnreadReason.TOO_DEEP);
        return;
      }
      try (InputStream in = file.createInputStream()) {
        byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limits.maxEntryBytes()));
        if (in.read() >= 0) {
          reasons.add(UnreadReason.TOO_LARGE);
        }
        pieces.readInside(
            new Piece(
                Piece.child(piece.position(), n),
                "",
                List.of(),
                List.of(""),
                piece.depth() + 1,
                bytes));
      }
    }
  }

  private static String squeezed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> out.append((char) c));
    return out.toString();
  }

  /** What can be said before parsing: it starts and ends as a PDF does, and nothing is appended. */
  private static Set<UnreadReason> frame(byte[] bytes) {
    String whole = new String(bytes, ISO_8859_1);
    int end = whole.lastIndexOf("%%EOF");
    if (end < 0) {
      return Set.of(UnreadReason.CUT_SHORT);
    }
    String tail = whole.substring(end + "%%EOF".length());
    boolean clean = whole.startsWith("%PDF-") && tail.length() <= MAX_TRAILER && blank(tail);
    return clean ? Set.of() : Set.of(UnreadReason.BROKEN);
  }

  private static boolean blank(String tail) {
    return tail.chars().allMatch(c -> c <= ' ');
  }
}
