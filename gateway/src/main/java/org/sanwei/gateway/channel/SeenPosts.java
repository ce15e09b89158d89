package org.sanwei.gateway.channel;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.message.ArrivalId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which arrival each signed post became, for as long as its signature could be used again. Whoever
 * repeats the same signed bytes gets the first answer, whatever unsigned headers say, so a replay
 * is a duplicate and never a second message. ADR 0010 says why this is a file.
 *
 * <p>Records of {@value #RECORD_BYTES} bytes go into files of a fixed size, written full of zeros
 * when they are made, so that forcing one moves no metadata; a file is dropped when nothing in it
 * can be replayed any more. A record holds a digest, an id and a time, nothing of the message. Safe
 * from many threads: those that wait share a force.
 */
public final class SeenPosts implements Closeable {
  /**
   * A post is remembered this long after its timestamp: twice what the clocks may differ, so that a
   * clock set back by as much opens nothing.
   */
  static final Duration KEPT = SignedPost.MAX_SKEW.multipliedBy(2);

  private static final Duration ROLL = Duration.ofMinutes(5);
  private static final int ID_BYTES = 16;
  private static final int RECORD_BYTES = SignedPost.FINGERPRINT_BYTES + ID_BYTES + Long.BYTES;

  /** Nobody is remembered while a file is made, so a rush must not make many. */
  private static final int FILE_BYTES = 16_384 * RECORD_BYTES;

  private static final String ENDING = ".seen";

  /** Of the heap that the posts may fill. */
  private static final int HEAP_SHARE = 16;

  /** One post's weight there, with its place in the map. */
  private static final int ENTRY_BYTES = 110;

  private static final Duration BETWEEN_FORGETTING = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(SeenPosts.class);

  /** Half of a fingerprint, which is more than anybody can match; small, for there may be many. */
  private record Print(long high, long low) {
    static Print of(byte[] fingerprint) {
      ByteBuffer bytes = ByteBuffer.wrap(fingerprint);
      return new Print(bytes.getLong(), bytes.getLong());
    }
  }

  private record Seen(long idHigh, long idLow, long untilSecond) {
    static Seen of(byte[] id, long untilSecond) {
      ByteBuffer bytes = ByteBuffer.wrap(id);
      return new Seen(bytes.getLong(), bytes.getLong(), untilSecond);
    }

    ArrivalId id() {
      return new ArrivalId(HexFormat.of().toHexDigits(idHigh) + HexFormat.of().toHexDigits(idLow));
    }
  }

  private final Path directory;
  private final Clock clock;
  private final long most;
  private final Map<Print, Seen> seen = new ConcurrentHashMap<>();
  private final Object forcing = new Object();
  private @Nullable Journal journal;
  private @Nullable Instant forgotAt;

  private SeenPosts(Path directory, Clock clock, long most) {
    this.most = most;
    this.directory = directory;
    this.clock = clock;
  }

  /** Reads what earlier runs remembered; the directory is made when it is missing. */
  public static SeenPosts open(Path directory, Clock clock) throws IOException {
    return open(directory, clock, Runtime.getRuntime().maxMemory() / HEAP_SHARE / ENTRY_BYTES);
  }

  /** As {@link #open(Path, Clock)}, remembering at most so many at a time. */
  public static SeenPosts open(Path directory, Clock clock, long most) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    SeenPosts posts = new SeenPosts(directory, clock, most);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
      for (Path file : files) {
        posts.read(file);
      }
    }
    return posts;
  }

  /**
   * The arrival that a signed post is. Its record is written and may not be on the disk yet: while
   * the message itself is stored, another post's force has often taken it along.
   */
  public final class Bound {
    private final ArrivalId id;
    private final Written written;

    private Bound(ArrivalId id, Written written) {
      this.id = id;
      this.written = written;
    }

    /** {@code id} the first time, and what it was then every time after. */
    public ArrivalId id() {
      return id;
    }

    /**
     * Returns when the record is durable.
     *
     * @throws IOException when it may not be: the post must not be acknowledged then
     */
    public void force() throws IOException {
      SeenPosts.this.force(written);
    }
  }

  /** As many posts are remembered as may be; nothing was taken, and soon some are forgotten. */
  public static final class Full extends Exception {
    private static final long serialVersionUID = 1L;

    private Full() {
      super("as many posts are remembered as may be: send it again later");
    }
  }

  /**
   * Which arrival this signed post is.
   *
   * @throws Full when no further one can be remembered; repeats are still known
   * @throws IOException when that cannot be remembered: the post must not be taken then
   */
  public Bound bind(SignedPost.Checked.Genuine post, ArrivalId id) throws IOException, Full {
    return bind(post, id, post.signedAt().plus(KEPT));
  }

  /**
   * As {@link #bind(SignedPost.Checked.Genuine, ArrivalId)}, for a post whose repeat may take long
   * to come in: it is remembered until {@code until}. Whatever was coming in at a restart was
   * broken off by it, so the file need not remember it longer than others.
   */
  Bound bind(SignedPost.Checked.Genuine post, ArrivalId id, Instant until)
      throws IOException, Full {
    byte[] fingerprint = HexFormat.of().parseHex(post.fingerprint());
    if (seen.size() >= most && !seen.containsKey(Print.of(fingerprint)) && !roomAgain()) {
      throw new Full();
    }
    Seen mine = Seen.of(HexFormat.of().parseHex(id.hex()), until.getEpochSecond());
    Seen first = seen.putIfAbsent(Print.of(fingerprint), mine);
    Seen valid = first == null ? mine : first;
    // Written again for a repeat too: the first one's record may not be on the disk yet.
    return new Bound(valid.id(), append(fingerprint, valid));
  }

  /** Else nothing were forgotten until the next file is begun, which a full memory prevents. */
  private synchronized boolean roomAgain() {
    Instant now = clock.instant();
    Instant last = forgotAt;
    if (last == null || Duration.between(last, now).abs().compareTo(BETWEEN_FORGETTING) > 0) {
      forgotAt = now;
      seen.values().removeIf(each -> each.untilSecond() < now.getEpochSecond());
    }
    return seen.size() < most;
  }

  /** How many posts are remembered. */
  int size() {
    return seen.size();
  }

  private synchronized Written append(byte[] fingerprint, Seen valid) throws IOException {
    Journal current = current();
    ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);
    record.put(fingerprint).putLong(valid.idHigh()).putLong(valid.idLow());
    record.putLong(valid.untilSecond()).flip();
    try {
      while (record.hasRemaining()) {
        current.end += current.channel.write(record, current.end);
      }
      return new Written(current, current.end);
    } catch (IOException e) {
      current.broken = true;
      throw e;
    }
  }

  /** Whoever comes first forces for all that were appended by then. */
  private void force(Written written) throws IOException {
    Journal at = written.journal();
    if (at.forced >= written.end()) {
      return;
    }
    synchronized (forcing) {
      if (at.forced >= written.end()) {
        return;
      }
      if (at.broken) {
        // The kernel tells of a lost page once; a second force would succeed and mean nothing.
        throw new IOException("an earlier record of this file may not be on the disk");
      }
      at.force();
    }
  }

  private Journal current() throws IOException {
    Instant now = clock.instant();
    Journal open = journal;
    // A clock that was ahead and is set back must not keep one file open until it is there again.
    if (open != null
        && !open.broken
        && open.end + RECORD_BYTES <= FILE_BYTES
        && !now.isAfter(open.from.plus(ROLL))
        && !now.isBefore(open.from.minus(ROLL))) {
      return open;
    }
    Journal fresh = Journal.create(directory, now);
    forget(now);
    journal = fresh;
    retire(open);
    return fresh;
  }

  private void retire(@Nullable Journal old) throws IOException {
    if (old != null) {
      synchronized (forcing) {
        try (FileChannel channel = old.channel) {
          if (!old.broken && channel.isOpen()) {
            old.force();
          }
        }
      }
    }
  }

  /** Drops what can no longer be replayed, from memory and, file by file, from the disk. */
  private void forget(Instant now) {
    seen.values().removeIf(each -> each.untilSecond() < now.getEpochSecond());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
      for (Path file : files) {
        Instant last = Journal.from(file).plus(ROLL);
        if (last.plus(SignedPost.MAX_SKEW).plus(KEPT).isBefore(now)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      // A file too many does no harm; the posts it holds are no longer looked for.
      LOG.warn("remembered posts are not tidied up: {}", e.getClass().getName());
    }
  }

  /** A record cut off by a crash was never answered for, so the rest of the file is left alone. */
  private void read(Path file) throws IOException {
    Instant now = clock.instant();
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
    byte[] fingerprint = new byte[SignedPost.FINGERPRINT_BYTES];
    byte[] id = new byte[ID_BYTES];
    while (all.remaining() >= RECORD_BYTES) {
      all.get(fingerprint).get(id);
      long untilSecond = all.getLong();
      if (untilSecond > now.getEpochSecond()) {
        seen.putIfAbsent(Print.of(fingerprint), Seen.of(id, untilSecond));
      }
    }
  }

  /** Not while posts are being taken. */
  @Override
  public synchronized void close() throws IOException {
    retire(journal);
    journal = null;
  }

  private record Written(Journal journal, long end) {}

  /** One file, named by the millisecond of its first record. */
  private static final class Journal {
    private final FileChannel channel;
    private final Instant from;
    private volatile long end;
    private volatile long forced;

    /** After a failed write nobody knows what is on the disk: the next record opens a new file. */
    private volatile boolean broken;

    private Journal(FileChannel channel, Instant from) {
      this.channel = channel;
      this.from = from;
    }

    static Journal create(Path directory, Instant now) throws IOException {
      long name = now.toEpochMilli();
      while (Files.exists(directory.resolve(name + ENDING))) {
        name++;
      }
      Path file = directory.resolve(name + ENDING);
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
        ByteBuffer zeros = ByteBuffer.allocate(FILE_BYTES);
        while (zeros.hasRemaining()) {
          channel.write(zeros, zeros.position());
        }
        channel.force(true);
        entries.force(true);
        return new Journal(channel, now);
      } catch (IOException e) {
        // A full disk must not gather files of which none is used.
        try (channel) {
          Files.deleteIfExists(file);
        }
        throw e;
      }
    }

    static Instant from(Path file) throws IOException {
      String name = file.getFileName().toString();
      try {
        return Instant.ofEpochMilli(
            Long.parseLong(name.substring(0, name.length() - ENDING.length())));
      } catch (NumberFormatException e) {
        throw new IOException(file + " is no file of this directory: move it away", e);
      }
    }

    void force() throws IOException {
      try {
        long reached = end;
        channel.force(false);
        forced = reached;
      } catch (IOException e) {
        broken = true;
        throw e;
      }
    }
  }
}
