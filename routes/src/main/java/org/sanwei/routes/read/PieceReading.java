package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.read.archive.Allowance;
import org.sanwei.routes.read.archive.Zip;
import org.sanwei.routes.read.ofd.OfdPaper;
import org.sanwei.routes.read.office.OfficePaper;

/** Reads one leaf: sniffs what it is and either adds its text or says why it could not. */
final class PieceReading {
  private static final int META_HEAD = 1024;

  /** Forms that are running text unless they come as a file. */
  private static final Set<Form> RUNNING = Set.of(Form.TEXT, Form.HTML, Form.FOLDED);

  private final Gathering gathering;
  private final ReadLimits limits;
  private final MailReading mail;
  private final Pictures pictures;
  private final PdfReading pdf;
  private final HtmlReading html;
  private final RtfReading rtf;
  private final TnefReading tnef;
  private final ArchiveReading archives;
  private final OfficeReading papers;
  private boolean bodySeen;

  PieceReading(Gathering gathering, ReadLimits limits, MailReading mail, Pictures pictures) {
    this.gathering = gathering;
    this.limits = limits;
    this.mail = mail;
    this.pictures = pictures;
    this.pdf = new PdfReading(gathering, limits, this, pictures);
    this.html = new HtmlReading(gathering, limits, this);
    this.rtf = new RtfReading(gathering, this);
    this.tnef = new TnefReading(gathering, limits, this, rtf);
    Allowance allowance =
        new Allowance(
            limits.maxEntries(),
            limits.maxEntryBytes(),
            limits.maxExpandedBytes(),
            gathering::checkpoint);
    this.archives = new ArchiveReading(gathering, this, allowance);
    this.papers = new OfficeReading(gathering, limits, this, rtf, allowance);
  }

  /**
   * Something that the message carries. A parser that breaks costs this piece a hold; the pieces
   * after it are still read.
   */
  void read(Piece piece) {
    if (gathering.admit()) {
      named(piece, Place.ATTACHMENT_NAME);
      Form form = form(piece);
      if (piece.isFile() || !RUNNING.contains(form)) {
        gathering.attach(name(piece), form.mediaType(), piece.bytes());
      }
      read(piece, form);
    }
  }

  /** The file that the message came as. */
  void readOwn(Piece piece) {
    if (gathering.admit()) {
      named(piece, Place.FILE_NAME);
      Form form = form(piece);
      gathering.attach(name(piece), form.mediaType(), piece.bytes());
      read(piece, form);
    }
  }

  /** A file out of an archive. */
  void readInside(Piece piece) {
    if (gathering.admit()) {
      named(piece, Place.ATTACHMENT_NAME);
      Form form = form(piece);
      gathering.attachCopy(name(piece), form.mediaType(), piece.bytes());
      read(piece, form);
    }
  }

  /** A part of a paper that stands among the attachments as a whole. */
  void readPart(Piece piece) {
    if (gathering.admit()) {
      read(piece, form(piece));
    }
  }

  /**
   * The n-th file that stands inside a text: a picture, a page in an address.
   *
   * @param position and depth of the text
   */
  void readWithin(String position, int depth, int n, String mediaType, byte[] bytes) {
    if (depth >= limits.maxDepth()) {
      gathering.unread(position, UnreadReason.TOO_DEEP);
    } else {
      String own = Piece.child(position, n);
      readPart(Piece.described(own, mediaType, List.of(""), depth + 1, bytes));
    }
  }

  private void named(Piece piece, Place place) {
    for (String name : piece.fileNames()) {
      gathering.text(piece.position(), piece.position() + "/name", place, name);
    }
  }

  private static String name(Piece piece) {
    return piece.fileName().isBlank() ? piece.position() : piece.fileName();
  }

  private static Form form(Piece piece) {
    return Sniffer.form(piece.bytes(), piece.declaredType(), piece.fileName(), wide(piece));
  }

  private void read(Piece piece, Form form) {
    gathering.checkpoint();
    try {
      by(piece, form);
      besides(piece, form);
    } catch (Stopped e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      gathering.unread(piece.position(), UnreadReason.BROKEN);
    }
  }

  private void by(Piece piece, Form form) {
    switch (form) {
      case TEXT, FOLDED, HTML -> text(piece, form);
      case MAIL -> inner(piece);
      case PDF -> pdf.read(piece);
      case TNEF -> tnef.read(piece);
      case TIFF, PICTURE -> pictures.file(piece, form);
      case ARCHIVE, ZIP -> archive(piece, form);
      case OLE -> papers.readOld(piece);
      case RTF ->
          rtf.read(piece.position(), piece.depth(), piece.label(), Place.ATTACHMENT, piece.bytes());
      case ENCRYPTED -> gathering.unread(piece.position(), UnreadReason.ENCRYPTED);
      case UNKNOWN ->
          gathering.unread(
              piece.position(),
              piece.bytes().length == 0 ? UnreadReason.NO_TEXT : UnreadReason.UNKNOWN_FORMAT);
    }
  }

  /** What begins as one thing and is another besides is read both ways, and held. */
  private void besides(Piece piece, Form form) {
    boolean zip = Polyglot.zipBesides(form, piece.bytes());
    if (zip || Polyglot.archiveBesides(form, piece.bytes())) {
      gathering.unread(piece.position(), UnreadReason.BROKEN);
    }
    if (zip) {
      archive(piece, Form.ZIP);
    }
  }

  private void archive(Piece piece, Form form) {
    if (piece.depth() >= limits.maxDepth()) {
      gathering.unread(piece.position(), UnreadReason.TOO_DEEP);
      return;
    }
    if (form == Form.ARCHIVE) {
      archives.read(piece);
      return;
    }
    Zip zip = Zip.of(piece.bytes());
    if (OfdPaper.is(zip)) {
      papers.readOfd(piece, zip);
    } else if (OfficePaper.is(zip)) {
      papers.read(piece, zip);
    } else {
      archives.read(piece, zip);
    }
  }

  private void inner(Piece piece) {
    if (piece.depth() >= limits.maxDepth()) {
      gathering.unread(piece.position(), UnreadReason.TOO_DEEP);
    } else {
      mail.read(piece.bytes(), piece.position(), piece.depth() + 1, this);
    }
  }

  private void text(Piece piece, Form form) {
    String name = piece.isFile() ? piece.label() : nextBody(piece);
    byte[] bytes = form == Form.FOLDED ? unfolded(piece.bytes()) : piece.bytes();
    TextDecoding decoding = TextDecoding.of(bytes, charsets(piece, form));
    if (decoding.damaged()) {
      gathering.unread(piece.position(), UnreadReason.BROKEN);
    }
    Set<String> files = new LinkedHashSet<>();
    for (TextDecoding.Reading reading : decoding.readings()) {
      gathering.checkpoint();
      if (form == Form.HTML) {
        files.addAll(html.page(piece, name + reading.suffix(), reading.text()));
      } else {
        String lines = reading.text().replace("\r\n", "\n").replace('\r', '\n');
        add(piece, name + reading.suffix(), lines);
      }
    }
    html.files(piece, files);
    if (form == Form.FOLDED && carriesData(decoding.first())) {
      gathering.unread(piece.position(), UnreadReason.UNKNOWN_FORMAT);
    }
  }

  /** The first running text of the message is {@code body}; later ones say where they stand. */
  private String nextBody(Piece piece) {
    String name = bodySeen ? piece.position() + "/body" : "body";
    bodySeen = true;
    return name;
  }

  /** What is said in running text or in a file of text, and what is quoted there. */
  void add(Piece piece, String name, String text) {
    Place place = piece.isFile() ? Place.ATTACHMENT : Place.BODY;
    gathering.text(piece.position(), name, place, text);
    gathering.text(piece.position(), name + "#quoted", Place.QUOTED, Quotes.in(text));
    if (text.contains("-----BEGIN PGP MESSAGE") || text.contains("-----BEGIN PKCS7")) {
      gathering.unread(piece.position(), UnreadReason.ENCRYPTED);
    }
    if (text.startsWith("begin 6") || text.contains("\nbegin 6")) {
      gathering.unread(piece.position(), UnreadReason.UNKNOWN_FORMAT);
    }
  }

  /** What was declared outside, and for HTML also what the page says of itself. */
  private static List<String> charsets(Piece piece, Form form) {
    List<String> charsets = new ArrayList<>(piece.charsets());
    if (form == Form.HTML) {
      int length = Math.min(META_HEAD, piece.bytes().length);
      String head = new String(piece.bytes(), 0, length, ISO_8859_1).toLowerCase(Locale.ROOT);
      int at = head.indexOf("charset=");
      if (at >= 0) {
        charsets.add(word(head, at + "charset=".length()));
      }
    }
    return charsets;
  }

  private static String word(String text, int from) {
    int start = from;
    while (start < text.length() && "\"' ".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < text.length() && "\"' >/;,".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(start, end);
  }

  /** Encodings in which bytes below 0x20 are ordinary. */
  private static boolean wide(Piece piece) {
    Bom bom = Bom.of(piece.bytes());
    return (bom != null && bom.length() != 3)
        || piece.charsets().stream()
            .map(charset -> charset.strip().toLowerCase(Locale.ROOT))
            .anyMatch(
                c -> c.startsWith("utf-16") || c.startsWith("utf-32") || c.startsWith("iso-2022"));
  }

  /** Folding may cut a character in two, so it is undone before decoding. */
  private static byte[] unfolded(byte[] bytes) {
    return new String(bytes, ISO_8859_1)
        .replace("\r\n", "\n")
        .replace("\n ", "")
        .replace("\n\t", "")
        .getBytes(ISO_8859_1);
  }

  private static boolean carriesData(String card) {
    String lower = card.toLowerCase(Locale.ROOT);
    return lower.contains("encoding=") || lower.contains(";base64") || lower.contains("data:");
  }
}
