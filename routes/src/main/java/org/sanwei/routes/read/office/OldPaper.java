package org.sanwei.routes.read.office;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.Ole10Native;
import org.apache.poi.poifs.filesystem.Ole10NativeException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.util.IOUtils;
import org.sanwei.config.policy.UnreadReason;

/**
 * Reads what is an OLE file: papers of Word, Excel and PowerPoint up to 2003, which WPS writes
 * under names of its own too, and messages that Outlook saved. Everything in memory.
 */
public final class OldPaper {
  private static final int MOST_BYTES_AT_ONCE = 128 * 1024 * 1024;
  private static final int MOST_DEEP = 20;

  /** Storages of programs; what they would write nobody can tell. */
  private static final Set<String> PROGRAMS = Set.of("macros", "_vba_project_cur", "vba");

  private final int mostCharacters;
  private final Runnable checkpoint;
  private final OldSink sink;

  static {
    IOUtils.setByteArrayMaxOverride(MOST_BYTES_AT_ONCE);
  }

  private OldPaper(int mostCharacters, Runnable checkpoint, OldSink sink) {
    this.mostCharacters = mostCharacters;
    this.checkpoint = checkpoint;
    this.sink = sink;
  }

  /**
   * @param mostCharacters of all its texts together
   */
  public static void read(byte[] bytes, int mostCharacters, Runnable checkpoint, OldSink sink) {
    try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(bytes))) {
      new OldPaper(mostCharacters, checkpoint, sink).root(files.getRoot());
    } catch (EncryptedDocumentException e) {
      sink.unread(UnreadReason.ENCRYPTED);
    } catch (IOException e) {
      sink.unread(UnreadReason.BROKEN);
    }
  }

  private void root(DirectoryNode root) throws IOException {
    programs(root, 0);
    if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
      sink.unread(UnreadReason.ENCRYPTED);
    } else if (root.hasEntryCaseInsensitive("__properties_version1.0")) {
      new OutlookMessage(sink, checkpoint).read(root, 0);
    } else if (root.hasEntryCaseInsensitive("WordDocument")) {
      new OldText(mostCharacters, checkpoint, sink).word(root);
    } else if (root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book")) {
      new OldText(mostCharacters, checkpoint, sink).sheets(root);
    } else if (root.hasEntryCaseInsensitive("PowerPoint Document")) {
      new OldText(mostCharacters, checkpoint, sink).slides(root);
    } else if (root.hasEntryCaseInsensitive(Ole10Native.OLE10_NATIVE)) {
      packed(root);
    } else if (root.hasEntryCaseInsensitive("Package")) {
      try (var in = root.createDocumentInputStream("Package")) {
        sink.file("Package", in.readAllBytes());
      }
    } else {
      sink.unread(UnreadReason.UNKNOWN_FORMAT);
    }
  }

  /** A file that was dropped into a paper. */
  private void packed(DirectoryNode root) throws IOException {
    try {
      Ole10Native file = Ole10Native.createFromEmbeddedOleObject(root);
      String label = file.getLabel();
      sink.file(label == null ? "" : label, file.getDataBuffer());
    } catch (Ole10NativeException e) {
      sink.unread(UnreadReason.BROKEN);
    }
  }

  private void programs(DirectoryEntry directory, int depth) {
    checkpoint.run();
    if (depth > MOST_DEEP) {
      sink.unread(UnreadReason.TOO_DEEP);
      return;
    }
    for (Entry entry : directory) {
      if (entry instanceof DirectoryEntry inner) {
        if (PROGRAMS.contains(inner.getName().toLowerCase(Locale.ROOT))) {
          sink.unread(UnreadReason.UNKNOWN_FORMAT);
        } else {
          programs(inner, depth + 1);
        }
      }
    }
  }
}
