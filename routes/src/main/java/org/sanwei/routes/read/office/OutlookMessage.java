package org.sanwei.routes.read.office;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.ByteChunk;
import org.apache.poi.hsmf.datatypes.Chunk;
import org.apache.poi.hsmf.datatypes.ChunkGroup;
import org.apache.poi.hsmf.datatypes.Chunks;
import org.apache.poi.hsmf.datatypes.StringChunk;
import org.apache.poi.hsmf.datatypes.Types;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;

/** Reads a message that Outlook saved: its body in each form, its files, every word it has. */
final class OutlookMessage {
  private static final int MOST_DEEP = 4;
  private static final int SUBJECT = 0x0037;
  private static final int BODY = 0x1000;
  private static final int HTML = 0x1013;
  private static final int PACKED_RTF = 0x1009;

  private final OldSink sink;
  private final Runnable checkpoint;

  OutlookMessage(OldSink sink, Runnable checkpoint) {
    this.sink = sink;
    this.checkpoint = checkpoint;
  }

  void read(DirectoryNode root, int depth) throws IOException {
    if (depth >= MOST_DEEP) {
      sink.unread(UnreadReason.TOO_DEEP);
      return;
    }
    // Not closed: it would close the file that messages inside others share; the caller does.
    MAPIMessage message = new MAPIMessage(root);
    Chunks main = message.getMainChunks();
    for (Chunk chunk : main.getChunks()) {
      checkpoint.run();
      main(chunk);
    }
    for (ChunkGroup people : message.getRecipientDetailsChunks()) {
      words(people);
    }
    words(message.getNameIdChunks());
    for (AttachmentChunks file : message.getAttachmentFiles()) {
      checkpoint.run();
      attached(file, depth);
    }
  }

  private void main(Chunk chunk) {
    int id = chunk.getChunkId();
    if (chunk instanceof StringChunk words) {
      if (id == SUBJECT) {
        word("/subject", Place.SUBJECT, words);
      } else if (id == BODY) {
        body("text/plain", words);
      } else if (id == HTML) {
        body("text/html", words);
      } else {
        word("#properties", Place.ATTACHMENT, words);
      }
    } else if (chunk instanceof ByteChunk bytes && bytes.getValue() != null) {
      if (id == PACKED_RTF) {
        sink.packedRtf(bytes.getValue());
      } else if (id == HTML) {
        sink.body("text/html", bytes.getValue());
      }
    }
  }

  private void body(String type, StringChunk words) {
    byte[] raw = words.getRawValue();
    sink.body(type, wide(words) ? new String(raw, UTF_16LE).getBytes(UTF_8) : raw);
  }

  private void words(@Nullable ChunkGroup group) {
    if (group == null) {
      return;
    }
    for (Chunk chunk : group.getChunks()) {
      if (chunk instanceof StringChunk words) {
        word("#properties", Place.ATTACHMENT, words);
      }
    }
  }

  private void word(String name, Place place, StringChunk words) {
    byte[] raw = words.getRawValue();
    if (wide(words)) {
      sink.text(name, place, new String(raw, UTF_16LE).strip());
    } else {
      sink.words(name, place, raw);
    }
  }

  private static boolean wide(StringChunk words) {
    return words.getType() == Types.UNICODE_STRING;
  }

  private void attached(AttachmentChunks file, int depth) throws IOException {
    List<String> names = new ArrayList<>();
    for (StringChunk name :
        new @Nullable StringChunk[] {file.getAttachLongFileName(), file.getAttachFileName()}) {
      if (name != null && wide(name)) {
        names.add(new String(name.getRawValue(), UTF_16LE));
      } else if (name != null) {
        sink.words("/name", Place.ATTACHMENT_NAME, name.getRawValue());
      }
    }
    if (file.isEmbeddedMessage()) {
      DirectoryNode inside = file.getAttachmentDirectory().getDirectory();
      if (inside.hasEntryCaseInsensitive("__properties_version1.0")) {
        read(inside, depth + 1);
      } else {
        sink.attached(names.isEmpty() ? List.of("") : List.copyOf(names), OldText.whole(inside));
      }
      return;
    }
    byte @Nullable [] bytes = file.getAttachData() == null ? null : file.getAttachData().getValue();
    if (bytes == null) {
      names.forEach(name -> sink.text("/name", Place.ATTACHMENT_NAME, name));
      sink.unread(UnreadReason.UNKNOWN_FORMAT);
    } else {
      sink.attached(names.isEmpty() ? List.of("") : List.copyOf(names), bytes);
    }
  }
}
