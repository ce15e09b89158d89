package org.sanwei.routes.read.archive;

import com.github.junrar.Archive;
import com.github.junrar.exception.CrcErrorException;
import com.github.junrar.exception.RarException;
import com.github.junrar.exception.UnsupportedRarEncryptedException;
import com.github.junrar.exception.UnsupportedRarV5Exception;
import com.github.junrar.rarfile.FileHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;

/** Reads a RAR up to version 4 over the library, in memory. */
final class Rar4 {
  private static final int SIGN_BYTES = 7;
  private static final int HEAD_BYTES = 7;
  private static final int MAIN = 0x73;
  private static final int FILE = 0x74;
  private static final int SEALED_HEADERS = 0x80;
  private static final int VOLUME = 1;
  private static final int HAS_DATA = 0x8000;
  private static final int HIGH_SIZES = 0x100;

  private final Allowance allowance;
  private final Sink sink;

  Rar4(Allowance allowance, Sink sink) {
    this.allowance = allowance;
    this.sink = sink;
  }

  void read(byte[] bytes) {
    @Nullable UnreadReason outside = outside(bytes);
    if (outside != null) {
      sink.trouble(outside);
    }
    if (outside == UnreadReason.ENCRYPTED) {
      return;
    }
    try (Archive archive = new Archive(new ByteArrayInputStream(bytes))) {
      for (FileHeader header : archive.getFileHeaders()) {
        if (!allowance.entry() || !allowance.left()) {
          sink.trouble(UnreadReason.TOO_LARGE);
          return;
        }
        one(archive, header);
      }
    } catch (UnsupportedRarV5Exception e) {
      sink.trouble(UnreadReason.ARCHIVE);
    } catch (UnsupportedRarEncryptedException e) {
      sink.trouble(UnreadReason.ENCRYPTED);
    } catch (RarException | IOException e) {
      sink.trouble(UnreadReason.BROKEN);
    }
  }

  private void one(Archive archive, FileHeader header) {
    String wide = header.isUnicode() ? header.getFileNameW() : "";
    Name name =
        wide == null || wide.isEmpty()
            ? Name.raw(header.getFileNameByteArray(), false)
            : Name.said(wide);
    if (header.isDirectory()) {
      sink.note(name);
    } else if (header.isEncrypted()) {
      Archives.hand(name, Expanded.none(UnreadReason.ENCRYPTED), sink);
    } else if (header.isSplitBefore() || header.isSplitAfter()) {
      Archives.hand(name, Expanded.none(UnreadReason.CUT_SHORT), sink);
    } else {
      Archives.hand(name, expanded(archive, header), sink);
    }
  }

  private Expanded expanded(Archive archive, FileHeader header) {
    Expanded.Counted out = new Expanded.Counted(allowance, header.getFullPackSize());
    try {
      archive.extractFile(header, out);
      boolean whole = out.bytes().length == header.getFullUnpackSize();
      return new Expanded(out.bytes(), whole ? null : UnreadReason.CUT_SHORT);
    } catch (CrcErrorException e) {
      return new Expanded(out.bytes(), UnreadReason.BROKEN);
    } catch (RarException e) {
      boolean tooMuch = e.getCause() instanceof Expanded.TooMuch;
      return tooMuch
          ? Expanded.tooLarge(out.bytes())
          : new Expanded(out.bytes(), UnreadReason.BROKEN);
    }
  }

  /** Whether the blocks stand one behind the other to the file's end, and what they say at once. */
  private static @Nullable UnreadReason outside(byte[] bytes) {
    ByteBuffer rar = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long at = SIGN_BYTES;
    while (at + HEAD_BYTES <= bytes.length) {
      int block = (int) at;
      int type = rar.get(block + 2);
      int flags = Short.toUnsignedInt(rar.getShort(block + 3));
      int size = Short.toUnsignedInt(rar.getShort(block + 5));
      if (type == MAIN && (flags & SEALED_HEADERS) != 0) {
        return UnreadReason.ENCRYPTED;
      }
      if (type == MAIN && (flags & VOLUME) != 0) {
        return UnreadReason.CUT_SHORT;
      }
      if (size < HEAD_BYTES || block + size > bytes.length) {
        return UnreadReason.BROKEN;
      }
      at += size;
      if ((flags & HAS_DATA) != 0 && size >= HEAD_BYTES + 4) {
        at += Integer.toUnsignedLong(rar.getInt(block + HEAD_BYTES));
        boolean large = type == FILE && (flags & HIGH_SIZES) != 0;
        at += large ? 1L << 32 : 0;
      }
    }
    return at == bytes.length ? null : UnreadReason.BROKEN;
  }
}
