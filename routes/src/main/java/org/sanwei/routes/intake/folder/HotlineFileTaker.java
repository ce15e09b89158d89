package org.sanwei.routes.intake.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Folder.Columns;
import org.sanwei.crypto.Sm3;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.SourceIdentity;
import org.sanwei.routes.intake.Taken;
import org.sanwei.routes.message.SetAside;

/**
 * One row of a file is one arrival. What is no row goes in as well, sealed as it is and held, and
 * the receipt names its line. The file is read as a stream, twice: for its encoding, then for its
 * rows.
 */
final class HotlineFileTaker implements FileTaker {
  private static final int MOST_ROW_BYTES = 1024 * 1024;

  private final String channel;
  private final Columns columns;
  private final int maxRowBytes;
  private final Intake intake;
  private final ExecutorService threads;
  private final Clock clock;
  private final RowsDone rowsDone = new RowsDone();
  private final RowsTaken rowsTaken = new RowsTaken();

  /**
   * @param threads on which rows wait for the disk, several at a time
   */
  HotlineFileTaker(
      String channel,
      Columns columns,
      long maxBytes,
      Intake intake,
      ExecutorService threads,
      Clock clock) {
    this.channel = channel;
    this.columns = columns;
    this.maxRowBytes = (int) Math.min(maxBytes, MOST_ROW_BYTES);
    this.intake = intake;
    this.threads = threads;
    this.clock = clock;
  }

  /** Of a file some rows at a time; nothing lies beside it. */
  @Override
  public long heapBytes(long sizeBytes, long companionBytes) {
    return Math.min(sizeBytes, RowBatch.MOST_BYTES) + companionBytes;
  }

  @Override
  public Optional<Done> take(DroppedFile file, List<DroppedFile> companions) throws IOException {
    Instant now = clock.instant();
    RowBatch batch = new RowBatch(intake, threads);
    RowTally tally = new RowTally();
    RowChain chain = new RowChain();
    long before = rowsTaken.durable(file, each -> read(file, each));
    long skip = Math.max(rowsDone.of(file), before);
    try {
      read(
          file,
          row -> {
            long ordinal = tally.count(row);
            chain.add(row);
            if (ordinal == before && !rowsTaken.stillBeginsWith(file, chain)) {
              throw new Rewritten();
            }
            if (ordinal > skip) {
              batch.add(taken(file, row, ordinal, now));
            }
          });
      if (chain.rows() < before) {
        throw new Rewritten();
      }
      batch.flush();
    } catch (Rewritten e) {
      // Between the two readings: its first rows are not those that nobody needs again.
      rowsTaken.forget(file);
      return Optional.empty();
    } finally {
      // Rows that are durable need not come again when the broker is back.
      rowsDone.put(file, skip + batch.durable());
    }
    rowsTaken.put(file, chain);
    if (!file.untouched()) {
      return Optional.empty();
    }
    rowsDone.forget(file);
    SourceIdentity whole =
        SourceIdentity.file(file.inode(), file.modified(), file.sizeBytes(), "rows");
    Receipt receipt =
        new Receipt(
            intake.idOf(new Taken(channel, ChannelKind.HOTLINE, whole, now, "", new byte[0])),
            now,
            file.sizeBytes());
    return Optional.of(new Done(receipt.id(), receipt.json(tally.facts()), false, List.of()));
  }

  @Override
  public void present(DroppedFile file) {
    rowsTaken.present(file);
  }

  @Override
  public void left(DroppedFile file) {
    rowsTaken.forget(file);
  }

  @Override
  public void lookEnds() {
    rowsTaken.lookEnds();
  }

  private void read(DroppedFile file, Consumer<Row> rows) throws IOException {
    Encoding encoding = Encoding.of(() -> open(file), columns.charset());
    String name = FileName.of(file.path()).toLowerCase(Locale.ROOT);
    if (encoding.isForeign()) {
      pieces(file, 1, Row.Why.ENCODING, rows);
      return;
    }
    try (InputStream in = open(file)) {
      if (name.endsWith(".json")) {
        long broken = new JsonRows(columns, encoding, maxRowBytes).readArray(in, rows);
        if (broken > 0) {
          pieces(file, broken, Row.Why.SHAPE, rows);
        }
      } else if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
        new JsonRows(columns, encoding, maxRowBytes).readLines(in, rows);
      } else {
        new CsvRows(columns, encoding, maxRowBytes).read(in, rows);
      }
    }
  }

  /** The whole file, as it is, in pieces that fit a message. */
  private void pieces(DroppedFile file, long line, Row.Why why, Consumer<Row> rows)
      throws IOException {
    try (InputStream in = open(file)) {
      for (byte[] piece = in.readNBytes(maxRowBytes);
          piece.length > 0;
          piece = in.readNBytes(maxRowBytes)) {
        rows.accept(new Row.Bad(line, why, piece));
      }
    }
  }

  /** The row's place is its ordinal, not its line: a line can hold many. */
  private Taken taken(DroppedFile file, Row row, long ordinal, Instant now) {
    if (row instanceof Row.Bad bad) {
      SourceIdentity identity = place(file, ordinal, Sm3.hex(bad.raw()));
      return new Taken(channel, ChannelKind.HOTLINE, identity, now, SetAside.MEDIA_TYPE, bad.raw());
    }
    ObjectNode post = ((Row.Good) row).post();
    byte[] body = post.toString().getBytes(UTF_8);
    String digest = Sm3.hex(body);
    String caseId = post.path("caseId").asText("").strip();
    String version = post.path("version").asText("").strip();
    SourceIdentity identity =
        caseId.isEmpty() || version.isEmpty()
            ? place(file, ordinal, digest)
            : SourceIdentity.caseVersion("", caseId, version, digest);
    return new Taken(
        channel, ChannelKind.HOTLINE, identity, now, "application/vnd.sanwei.hotline+json", body);
  }

  private static SourceIdentity place(DroppedFile file, long ordinal, String digest) {
    return SourceIdentity.row(file.inode(), file.modified(), file.sizeBytes(), ordinal, digest);
  }

  private static InputStream open(DroppedFile file) throws IOException {
    return new BufferedInputStream(
        new FirstBytes(Channels.newInputStream(file.open()), file.sizeBytes()), 1 << 16);
  }

  /** The file was written anew while it was read. */
  private static final class Rewritten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Rewritten() {
      super("the file was written anew while it was read", null, false, false);
    }
  }
}
