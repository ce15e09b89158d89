package org.sanwei.routes.read.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;

/** Reads a 7z over the library, in memory, with a limit on what its decoders may take. */
final class SevenZip {
  private static final int MEMORY_KIB = 64 * 1024;
  private static final int HEAD_BYTES = 32;

  private final Allowance allowance;
  private final Sink sink;

  SevenZip(Allowance allowance, Sink sink) {
    this.allowance = allowance;
    this.sink = sink;
  }

  void read(byte[] bytes) {
    if (!endsWithItsHeader(bytes)) {
      sink.trouble(UnreadReason.BROKEN);
    }
    try (SevenZFile archive =
        SevenZFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
            .setMaxMemoryLimitKiB(MEMORY_KIB)
            .get()) {
      @Nullable SevenZArchiveEntry entry = archive.getNextEntry();
      while (entry != null) {
        if (!allowance.entry() || !allowance.left()) {
          sink.trouble(UnreadReason.TOO_LARGE);
          return;
        }
        one(archive, entry, bytes.length);
        entry = archive.getNextEntry();
      }
    } catch (IOException e) {
      sink.trouble(reason(e));
    }
  }

  private void one(SevenZFile archive, SevenZArchiveEntry entry, int packedBytes) {
    Name name = Name.said(entry.getName() == null ? "" : entry.getName());
    if (entry.isDirectory() || entry.isAntiItem()) {
      sink.note(name);
      return;
    }
    Expanded expanded;
    try (InputStream in = archive.getInputStream(entry)) {
      expanded = Expanded.of(in, packedBytes, allowance);
    } catch (IOException e) {
      expanded = Expanded.none(reason(e));
    }
    boolean whole = expanded.why() != null || expanded.bytes().length == entry.getSize();
    Archives.hand(
        name, whole ? expanded : new Expanded(expanded.bytes(), UnreadReason.CUT_SHORT), sink);
  }

  private static UnreadReason reason(IOException e) {
    if (e instanceof PasswordRequiredException) {
      return UnreadReason.ENCRYPTED;
    }
    if (e instanceof MemoryLimitException) {
      return UnreadReason.TOO_LARGE;
    }
    String said = e.getMessage();
    return said != null && said.startsWith("Unsupported compression method")
        ? UnreadReason.UNKNOWN_FORMAT
        : UnreadReason.BROKEN;
  }

  /** Its first bytes say where its directory stands: at the very end. */
  private static boolean endsWithItsHeader(byte[] bytes) {
    if (bytes.length < HEAD_BYTES) {
      return false;
    }
    ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long offset = head.getLong(12);
    long size = head.getLong(20);
    return offset >= 0 && size >= 0 && offset + size == bytes.length - HEAD_BYTES;
  }
}
