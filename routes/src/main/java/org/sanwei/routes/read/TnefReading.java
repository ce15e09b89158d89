package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;

/**
 * Reads a winmail.dat: Outlook's body in each form that is in it, every file, every word of its
 * properties. What is in it counts as part of the mail, within the same limits; what is broken in
 * it holds the mail, and the rest is read all the same.
 */
final class TnefReading {
  /** An embedded Outlook message begins with the name of its interface; other objects are OLE. */
  private static final byte[] MESSAGE = {
    7, 3, 2, 0, 0, 0, 0, 0, (byte) 0xC0, 0, 0, 0, 0, 0, 0, 0x46
  };

  /** An icon, not a page: more is a picture that somebody may have written on. */
  private static final int MOST_ICON_BYTES = 16 * 1024;

  /** Each is copied some times over while those in it are read. */
  private static final int MOST_DEEP = 2;

  private final Gathering gathering;
  private final ReadLimits limits;
  private final PieceReading pieces;
  private final RtfReading rtf;
  private int open;

  TnefReading(Gathering gathering, ReadLimits limits, PieceReading pieces, RtfReading rtf) {
    this.gathering = gathering;
    this.limits = limits;
    this.pieces = pieces;
    this.rtf = rtf;
  }

  void read(Piece piece) {
    if (piece.depth() >= limits.maxDepth() || open >= MOST_DEEP) {
      gathering.unread(piece.position(), UnreadReason.TOO_DEEP);
      return;
    }
    open++;
    try {
      Tnef tnef = Tnef.of(piece.bytes());
      if (tnef.broken()) {
        gathering.unread(piece.position(), UnreadReason.BROKEN);
      }
      new One(piece, codePage(tnef)).read(tnef);
    } finally {
      open--;
    }
  }

  /** The sender's code page, as charset names go. */
  private static List<String> codePage(Tnef tnef) {
    for (Tnef.Attribute attribute : tnef.attributes()) {
      if (attribute.id() == Tnef.CODE_PAGE && attribute.data().length >= 2) {
        byte[] data = attribute.data();
        int page = (data[0] & 0xFF) | (data[1] & 0xFF) << 8;
        return List.of(page == 936 ? "gb18030" : page == 65001 ? "utf-8" : "windows-" + page);
      }
    }
    return List.of();
  }

  /** A file that is being put together from its attributes. */
  private static final class File {
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> shortNames = new LinkedHashSet<>();
    private final List<byte[]> contents = new ArrayList<>();
    private String type = "";
  }

  /** The reading of one winmail.dat. */
  private final class One {
    private final Piece piece;
    private final List<String> charsets;
    private final Set<String> words = new LinkedHashSet<>();
    private File file = new File();
    private int children;
    private int wordsLeft = limits.maxTextCharacters();

    One(Piece piece, List<String> charsets) {
      this.piece = piece;
      this.charsets = charsets;
    }

    void read(Tnef tnef) {
      for (Tnef.Attribute attribute : tnef.attributes()) {
        gathering.checkpoint();
        try {
          read(attribute);
        } catch (LittleEndian.Short e) {
          gathering.unread(piece.position(), UnreadReason.BROKEN);
          judgeRaw(attribute.data());
        }
      }
      fileEnds();
      gathering.text(
          piece.position(),
          piece.position() + "/properties",
          Place.ATTACHMENT,
          String.join("\n", words));
    }

    private void read(Tnef.Attribute attribute) throws LittleEndian.Short {
      byte[] data = attribute.data();
      switch (attribute.id()) {
        case Tnef.FILE_BEGINS -> fileEnds();
        case Tnef.FILE -> file.contents.add(data);
        case Tnef.FILE_TITLE, Tnef.TRANSPORT_NAME -> file.shortNames.addAll(readings(data));
        case Tnef.PICTURE_OF_FILE -> icon(data);
        case Tnef.FILE_PROPERTIES -> fileProperties(MapiProperties.of(data));
        case Tnef.MESSAGE_PROPERTIES -> messageProperties(MapiProperties.of(data));
        case Tnef.RECIPIENTS -> MapiProperties.rows(data).forEach(this::word);
        case Tnef.BODY -> body("text/plain", charsets, unended(data));
        case Tnef.SUBJECT -> subject(readings(data));
        case Tnef.CODE_PAGE -> {}
        default -> judgeRaw(data);
      }
    }

    private void subject(List<String> readings) {
      for (String reading : readings) {
        gathering.text(piece.position(), piece.position() + "/subject", Place.SUBJECT, reading);
      }
    }

    private void messageProperties(List<MapiProperties.Value> values) {
      for (MapiProperties.Value value : values) {
        switch (value.id()) {
          case MapiProperties.BODY -> textBody("text/plain", value);
          case MapiProperties.HTML -> textBody("text/html", value);
          case MapiProperties.RTF_COMPRESSED -> rtf(value.bytes());
          case MapiProperties.SUBJECT -> subject(readings(value));
          default -> word(value);
        }
      }
    }

    private void textBody(String type, MapiProperties.Value value) {
      if (value.wide()) {
        body(type, List.of("utf-8"), value.wideText().getBytes(UTF_8));
      } else {
        body(type, charsets, unended(value.bytes()));
      }
    }

    private void body(String type, List<String> declared, byte[] bytes) {
      if (bytes.length > 0) {
        pieces.read(new Piece(next(), type, declared, List.of(), piece.depth() + 1, bytes));
      }
    }

    private void rtf(byte[] packed) {
      String position = next();
      if (!gathering.admit()) {
        return;
      }
      try {
        byte[] bytes = CompressedRtf.unpacked(packed, limits.maxTextCharacters() * 4);
        rtf.read(position, piece.depth() + 1, position + "/rtf", Place.BODY, bytes);
      } catch (LittleEndian.Short e) {
        gathering.unread(position, UnreadReason.BROKEN);
      }
    }

    private void fileProperties(List<MapiProperties.Value> values) throws LittleEndian.Short {
      for (MapiProperties.Value value : values) {
        switch (value.id()) {
          case MapiProperties.ATTACHED -> attached(value);
          case MapiProperties.LONG_NAME -> file.names.addAll(readings(value));
          case MapiProperties.SHORT_NAME, MapiProperties.DISPLAY_NAME ->
              file.shortNames.addAll(readings(value));
          case MapiProperties.MIME_TYPE ->
              file.type = HeaderValue.parse(readings(value).get(0)).value();
          case MapiProperties.RENDERING -> icon(value.bytes());
          default -> word(value);
        }
      }
    }

    private void attached(MapiProperties.Value value) throws LittleEndian.Short {
      if (!value.object()) {
        file.contents.add(value.bytes());
        return;
      }
      LittleEndian in = new LittleEndian(value.bytes());
      byte[] kind = in.run(MESSAGE.length);
      if (Arrays.equals(kind, MESSAGE)) {
        file.contents.add(in.run(in.left()));
      } else {
        gathering.unread(piece.position(), UnreadReason.UNKNOWN_FORMAT);
      }
    }

    /** The long name first: a short one is what an old system made of it. */
    private void fileEnds() {
      file.names.addAll(file.shortNames);
      file.names.removeIf(String::isBlank);
      List<String> names = file.names.isEmpty() ? List.of("") : List.copyOf(file.names);
      for (byte[] content : file.contents) {
        pieces.read(new Piece(next(), file.type, List.of(), names, piece.depth() + 1, content));
      }
      if (file.contents.isEmpty()) {
        file.names.forEach(this::add);
      }
      file = new File();
    }

    private void icon(byte[] picture) {
      if (picture.length > MOST_ICON_BYTES) {
        gathering.unread(piece.position(), UnreadReason.PICTURE);
      }
      judgeRaw(picture);
    }

    /** Letters among bytes of another kind, so that a mark in them is not missed. */
    private void judgeRaw(byte[] bytes) {
      byte[] some = bytes;
      if (bytes.length > wordsLeft) {
        gathering.unread(piece.position(), UnreadReason.CUT_SHORT);
        some = Arrays.copyOf(bytes, wordsLeft);
      }
      for (TextDecoding.Reading reading : TextDecoding.of(some, charsets).readings()) {
        add(lettersOf(reading.text()));
      }
      add(lettersOf(new String(some, UTF_16LE)));
    }

    /** No more words than the message may have letters. */
    private void add(String word) {
      String kept = word;
      if (word.length() > wordsLeft) {
        gathering.unread(piece.position(), UnreadReason.CUT_SHORT);
        kept = word.substring(0, wordsLeft);
      }
      if (words.add(kept)) {
        wordsLeft -= kept.length();
      }
    }

    private void word(MapiProperties.Value value) {
      if (value.text()) {
        readings(value).forEach(this::add);
      }
    }

    private List<String> readings(MapiProperties.Value value) {
      return value.wide() ? List.of(value.wideText()) : readings(value.bytes());
    }

    private List<String> readings(byte[] bytes) {
      return TextDecoding.of(unended(bytes), charsets).readings().stream()
          .map(TextDecoding.Reading::text)
          .toList();
    }

    private String next() {
      children++;
      return piece.position() + "/" + children;
    }
  }

  /** What is no letter, digit or sign of a script becomes a gap. */
  private static String lettersOf(String noise) {
    StringBuilder letters = new StringBuilder(noise.length());
    for (char c : noise.toCharArray()) {
      boolean kept =
          c >= ' ' && c != '\uFFFD' && Character.isDefined(c) && !Character.isSurrogate(c);
      letters.append(kept && !Character.isISOControl(c) ? c : ' ');
    }
    return letters.toString().strip();
  }

  /** Without the zeros at its end, with which old words end. */
  private static byte[] unended(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }
}
