package org.sanwei.routes.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;

/**
 * Every object of a PDF, used or not: {@code strings} are all its words outside page contents
 * (titles, notes, field values, outlines, alternative texts), {@code reasons} what it holds that
 * text extraction does not see, {@code files} those inside it. {@code drawings} says that any page
 * may show something that is neither letters nor an image of its own (patterns, shadings, masks).
 */
record PdfObjects(
    String strings, Set<UnreadReason> reasons, List<COSStream> files, boolean drawings) {
  private static final int MAX_STRINGS = 1_000_000;

  /** A page scanned with 600 dots an inch has 35 million. */
  private static final long MOST_PIXELS = 40_000_000;

  /** What nothing here decodes: a page would be drawn without it. */
  private static final Set<String> UNDECODED = Set.of("JBIG2Decode", "JPXDecode");

  /** Strings that are binary by definition. */
  private static final Set<String> BINARY =
      Set.of(
          "ID",
          "Panose",
          "Lookup",
          "CharSet",
          "Registry",
          "Ordering",
          "O",
          "U",
          "OE",
          "UE",
          "Perms",
          "CheckSum");

  private static final Set<String> PACKED =
      Set.of("FlateDecode", "LZWDecode", "RunLengthDecode", "Fl", "LZW", "RL");

  static PdfObjects of(PDDocument document, long maxExpanded, Gathering gathering) {
    Walk walk = new Walk(maxExpanded, gathering);
    if (document.isEncrypted()) {
      walk.encrypted();
    }
    walk.add("", document.getDocument().getTrailer());
    for (COSObjectKey key : List.copyOf(document.getDocument().getXrefTable().keySet())) {
      COSObject object = document.getDocument().getObjectFromPool(key);
      walk.add("", object == null ? null : object.getObject());
      walk.run();
    }
    return walk.found();
  }

  private record Item(String key, COSBase value) {}

  private static final class Walk {
    private final Deque<Item> open = new ArrayDeque<>();
    private final Set<String> strings = new LinkedHashSet<>();
    private final Set<UnreadReason> reasons = EnumSet.noneOf(UnreadReason.class);
    private final Gathering gathering;
    private final long maxExpanded;
    private long expanded;
    private final Set<COSStream> files = new LinkedHashSet<>();
    private int characters;
    private boolean encrypted;
    private boolean embeds;
    private boolean drawings;
    private boolean layersOff;

    Walk(long maxExpanded, Gathering gathering) {
      this.maxExpanded = maxExpanded;
      this.gathering = gathering;
    }

    /** What is on a layer that is off for somebody is not drawn, and can be switched on. */
    PdfObjects found() {
      if (layersOff) {
        reasons.add(UnreadReason.PICTURE);
      }
      if (embeds && files.isEmpty()) {
        reasons.add(UnreadReason.ARCHIVE);
      }
      return new PdfObjects(String.join("\n", strings), reasons, List.copyOf(files), drawings);
    }

    void encrypted() {
      encrypted = true;
      reasons.add(UnreadReason.ENCRYPTED);
    }

    void add(String key, @Nullable COSBase value) {
      if (value != null) {
        open.add(new Item(key, value));
      }
    }

    /** References are not followed: every object has its own turn. */
    void run() {
      while (!open.isEmpty()) {
        gathering.checkpoint();
        Item item = open.remove();
        if (item.value() instanceof COSDictionary dictionary) {
          dictionary(dictionary);
          dictionary.entrySet().forEach(e -> add(e.getKey().getName(), e.getValue()));
        } else if (item.value() instanceof COSArray array) {
          for (int i = 0; i < array.size(); i++) {
            add(item.key(), array.get(i));
          }
        } else if (item.value() instanceof COSString string && !BINARY.contains(item.key())) {
          string(string);
        }
      }
    }

    private void dictionary(COSDictionary d) {
      String subtype = name(d, "Subtype");
      String type = name(d, "Type");
      drawings |=
          subtype.equals("Type3")
              || has(d, "PatternType", "Resources")
              || has(d, "G", "S")
              || has(d, "ShadingType");
      if (subtype.equals("Image") || has(d, "BitsPerComponent", "Width")) {
        image(d);
      }
      layersOff |= PdfLayers.hides(d);
      embeds |= has(d, "EF") || has(d, "EmbeddedFiles") || has(d, "AF");
      if (type.equals("EmbeddedFile") && d instanceof COSStream file) {
        files.add(file);
      }
      if (d.getDictionaryObject("EF") instanceof COSDictionary named) {
        for (COSName key : named.keySet()) {
          if (named.getDictionaryObject(key) instanceof COSStream file) {
            files.add(file);
          }
        }
      }
      if (has(d, "XFA")
          || has(d, "JS")
          || Set.of("RichMedia", "3D", "Movie", "Sound", "Screen").contains(subtype)) {
        reasons.add(UnreadReason.UNKNOWN_FORMAT);
      }
      if (d instanceof COSStream stream && !subtype.equals("Image")) {
        stream(stream, type.equals("Metadata"));
      }
    }

    /** Its size is known before anything of it is decoded. */
    private void image(COSDictionary d) {
      long pixels = (long) d.getInt(COSName.WIDTH, 0) * d.getInt(COSName.HEIGHT, 0);
      if (pixels < 0 || pixels > MOST_PIXELS) {
        reasons.add(UnreadReason.TOO_LARGE);
      }
      if (d instanceof COSStream stream && filters(stream).stream().anyMatch(UNDECODED::contains)) {
        reasons.add(UnreadReason.PICTURE);
      }
    }

    private static boolean has(COSDictionary d, String... keys) {
      for (String key : keys) {
        if (!d.containsKey(COSName.getPDFName(key))) {
          return false;
        }
      }
      return true;
    }

    private static String name(COSDictionary d, String key) {
      String name = d.getNameAsString(COSName.getPDFName(key));
      return name == null ? "" : name;
    }

    /** The parser takes a damaged or endless stream for a short one; so it is measured first. */
    private void stream(COSStream stream, boolean metadata) {
      List<String> filters = filters(stream);
      long packed = filters.stream().filter(PACKED::contains).count();
      try {
        if (filters.equals(List.of("FlateDecode")) && !encrypted) {
          try (InputStream raw = stream.createRawInputStream()) {
            Expanded.Measure measure = Expanded.measure(raw, maxExpanded - expanded, gathering);
            expanded += measure.bytes();
            if (measure.damaged()) {
              reasons.add(UnreadReason.BROKEN);
            }
          }
        } else if (packed > 1 || (packed == 1 && stream.getLength() > maxExpanded / 1024)) {
          reasons.add(UnreadReason.TOO_LARGE);
        }
        if (expanded > maxExpanded) {
          reasons.add(UnreadReason.TOO_LARGE);
        } else if (metadata) {
          try (InputStream in = stream.createInputStream()) {
            word(
                HtmlText.of(TextDecoding.of(in.readNBytes(MAX_STRINGS), List.of("utf-8")).first())
                    .all());
          }
        }
      } catch (IOException e) {
        reasons.add(UnreadReason.BROKEN);
      }
    }

    private static List<String> filters(COSStream stream) {
      COSBase filters = stream.getFilters();
      if (filters instanceof COSName one) {
        return List.of(one.getName());
      }
      if (filters instanceof COSArray many) {
        return many.toCOSNameStringList();
      }
      return List.of();
    }

    /** As the standard says, and as Chinese programs write without asking it. */
    private void string(COSString string) {
      word(string.getString());
      byte[] bytes = string.getBytes();
      boolean marked = Bom.of(bytes) != null;
      boolean ascii = true;
      for (byte b : bytes) {
        ascii &= b >= 0;
      }
      if (!marked && !ascii) {
        TextDecoding decoding = TextDecoding.of(bytes, List.of());
        if (!decoding.damaged()) {
          decoding.readings().forEach(reading -> word(reading.text()));
        }
      }
    }

    private void word(String word) {
      if (characters + word.length() > MAX_STRINGS) {
        reasons.add(UnreadReason.CUT_SHORT);
      } else if (!word.isBlank() && strings.add(Letters.mended(word.strip()))) {
        characters += word.length();
      }
    }
  }
}
