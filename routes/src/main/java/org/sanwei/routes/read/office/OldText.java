package org.sanwei.routes.read.office;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.poi.hslf.extractor.QuickButCruddyTextExtractor;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.OldWordFileFormatException;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.EntryUtils;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * The text of an old paper: what Tika makes of it, with its places, and besides it every letter
 * that the file's own text tables hold, so that what Tika leaves out is judged too.
 */
final class OldText {
  private static final int FIRST_SHOWN = 0x20;
  private static final int MOST_WIDE_BYTES = 64 * 1024 * 1024;
  private static final int MOST_WIDE_CHARACTERS = 200_000;

  private static final List<String> STREAMS =
      List.of(
          "0Table", "1Table", "WordDocument", "Data", "Workbook", "Book", "PowerPoint Document");

  private final int mostCharacters;
  private final Runnable checkpoint;
  private final OldSink sink;

  OldText(int mostCharacters, Runnable checkpoint, OldSink sink) {
    this.mostCharacters = mostCharacters;
    this.checkpoint = checkpoint;
    this.sink = sink;
  }

  void word(DirectoryNode root) throws IOException {
    List<byte[]> streams = streams(root);
    String all = table(root);
    wide(streams, all + "\n" + beside(root, all));
  }

  /** Not closed, since that would close the file; Tika does that when it is done. */
  @SuppressWarnings("resource")
  private static String table(DirectoryNode root) throws IOException {
    try {
      return new HWPFDocument(root).getText().toString();
    } catch (OldWordFileFormatException e) {
      // Word 6 and 95 have no table of text that could be read besides.
      return "";
    }
  }

  void slides(DirectoryNode root) throws IOException {
    List<byte[]> streams = streams(root);
    QuickButCruddyTextExtractor all = new QuickButCruddyTextExtractor(root.getFileSystem());
    String letters = String.join("\n", all.getTextAsVector());
    wide(streams, letters + "\n" + beside(root, letters));
  }

  void sheets(DirectoryNode root) throws IOException {
    wide(streams(root), other(root));
  }

  /** Taken before Tika reads, since it closes the file. */
  private List<byte[]> streams(DirectoryNode root) throws IOException {
    List<byte[]> streams = new ArrayList<>();
    for (String name : STREAMS) {
      if (root.hasEntryCaseInsensitive(name)
          && root.getEntryCaseInsensitive(name) instanceof DocumentEntry stream) {
        try (var in = root.createDocumentInputStream(stream)) {
          streams.add(in.readNBytes(MOST_WIDE_BYTES));
          if (in.read() >= 0) {
            sink.unread(UnreadReason.TOO_LARGE);
          }
        }
      }
    }
    return streams;
  }

  /** Letters that stand in no table of text, such as those of a watermark. */
  private void wide(List<byte[]> streams, String read) {
    WideRuns runs = new WideRuns(plain(read), MOST_WIDE_CHARACTERS, checkpoint);
    streams.forEach(runs::add);
    sink.text("#wide", Place.HEADER, runs.text());
    if (runs.full()) {
      sink.unread(UnreadReason.CUT_SHORT);
    }
  }

  /** The text that was found. */
  private String other(DirectoryNode root) throws IOException {
    OldPages pages = new OldPages(mostCharacters, checkpoint);
    Metadata properties = new Metadata();
    try (TikaInputStream in = TikaInputStream.get(new byte[0])) {
      in.setOpenContainer(root);
      new OfficeParser().parse(in, pages, properties, context());
    } catch (EncryptedDocumentException | org.apache.poi.EncryptedDocumentException e) {
      sink.unread(UnreadReason.ENCRYPTED);
    } catch (OldPages.Full e) {
      sink.unread(UnreadReason.CUT_SHORT);
    } catch (TikaException | SAXException e) {
      sink.unread(UnreadReason.BROKEN);
    }
    pages.texts().forEach((name, text) -> sink.text(name, OldPages.place(name), text));
    sink.text("#properties", Place.ATTACHMENT, words(properties));
    return String.join("\n", pages.texts().values());
  }

  private ParseContext context() {
    OfficeParserConfig config = new OfficeParserConfig();
    config.setIncludeDeletedContent(true);
    config.setIncludeMoveFromContent(true);
    config.setIncludeHeadersAndFooters(true);
    config.setIncludeShapeBasedContent(true);
    config.setIncludeSlideNotes(true);
    config.setIncludeSlideMasterContent(true);
    config.setExtractMacros(false);
    ParseContext context = new ParseContext();
    context.set(OfficeParserConfig.class, config);
    context.set(EmbeddedDocumentExtractor.class, new Inside());
    return context;
  }

  /** Values that tell something in letters of more than ASCII, or at some length. */
  private static String words(Metadata properties) {
    Set<String> words = new TreeSet<>();
    for (String name : properties.names()) {
      for (String value : properties.getValues(name)) {
        if (!name.startsWith("X-") && !name.equals(Metadata.CONTENT_TYPE) && !value.isBlank()) {
          words.add(value.strip());
        }
      }
    }
    return String.join("\n", words);
  }

  /** What the tables hold is judged even where Tika breaks. */
  private String beside(DirectoryNode root, String all) throws IOException {
    String seen = "";
    try {
      seen = other(root);
    } finally {
      beside(seen, all);
    }
    return seen;
  }

  private void beside(String seen, String all) {
    String plain = plain(all);
    if (!squeezed(seen).contains(squeezed(plain))) {
      sink.text("#all", Place.ATTACHMENT, plain);
    }
  }

  /** Signs of the format, such as the ends of cells and fields, become ends of lines. */
  private static String plain(String all) {
    StringBuilder out = new StringBuilder(all.length());
    for (char c : all.toCharArray()) {
      out.append(c < FIRST_SHOWN && c != '\t' ? '\n' : c);
    }
    return out.toString().strip();
  }

  private static String squeezed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> out.append((char) c));
    return out.toString();
  }

  /** A storage as a file of its own. */
  static byte[] whole(DirectoryEntry directory) throws IOException {
    try (POIFSFileSystem copy = new POIFSFileSystem()) {
      EntryUtils.copyNodes(directory, copy.getRoot());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      copy.writeFilesystem(out);
      return out.toByteArray();
    }
  }

  /** Hands on what is inside, and reads none of it here. */
  private final class Inside implements EmbeddedDocumentExtractor {
    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
      return true;
    }

    @Override
    public void parseEmbedded(
        java.io.InputStream stream, ContentHandler handler, Metadata metadata, boolean html)
        throws IOException {
      checkpoint.run();
      Object open = stream instanceof TikaInputStream tika ? tika.getOpenContainer() : null;
      byte[] bytes =
          open instanceof DirectoryEntry directory
              ? whole(directory)
              : stream.readNBytes(Integer.MAX_VALUE / 8);
      if (bytes.length > 0) {
        sink.file("", bytes);
      }
    }
  }
}
