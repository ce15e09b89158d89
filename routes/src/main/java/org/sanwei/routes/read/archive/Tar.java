package org.sanwei.routes.read.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;

/** Reads a tar. Links and devices are names only. */
final class Tar {
  static final int MAGIC_AT = 257;

  private final Allowance allowance;
  private final Sink sink;

  Tar(Allowance allowance, Sink sink) {
    this.allowance = allowance;
    this.sink = sink;
  }

  void read(byte[] bytes) {
    ByteArrayInputStream source = new ByteArrayInputStream(bytes);
    try (TarArchiveInputStream tar = new TarArchiveInputStream(source, "ISO-8859-1")) {
      @Nullable TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        if (!allowance.entry() || !allowance.left()) {
          sink.trouble(UnreadReason.TOO_LARGE);
          return;
        }
        one(tar, entry, bytes.length);
        entry = tar.getNextEntry();
      }
      behind(source);
    } catch (IOException e) {
      sink.trouble(UnreadReason.BROKEN);
    }
  }

  private void one(TarArchiveInputStream tar, TarArchiveEntry entry, int packedBytes) {
    Name name = Name.ofLatin1(entry.getName());
    if (!entry.getLinkName().isEmpty()) {
      sink.note(Name.ofLatin1(entry.getLinkName()));
    }
    if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink()) {
      if (entry.getSize() > 0) {
        Archives.hand(name, Expanded.none(UnreadReason.BROKEN), sink);
      } else {
        sink.note(name);
      }
      return;
    }
    Expanded expanded = Expanded.of(tar, packedBytes, allowance);
    boolean whole = expanded.why() != null || expanded.bytes().length == entry.getRealSize();
    Archives.hand(
        name, whole ? expanded : new Expanded(expanded.bytes(), UnreadReason.CUT_SHORT), sink);
  }

  /** An archive ends in zeros; anything else there is for another program to see. */
  private void behind(ByteArrayInputStream rest) {
    for (byte b : rest.readAllBytes()) {
      if (b != 0) {
        sink.trouble(UnreadReason.BROKEN);
        return;
      }
    }
  }
}
