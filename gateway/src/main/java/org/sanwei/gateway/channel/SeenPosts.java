package org.sanwei.gateway.channel;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.message.ArrivalId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which arrival each signed post became, for as long as its signature could be used again. Whoever
 * repeats the same signed bytes gets the first answer, whatever unsigned headers say, so a replay
 * is a duplicate and never a second message. ADR 0010 says why this is a file, and why nothing
 * waits for its disk.
 *
 * <p>Records of {@value #RECORD_BYTES} bytes go into files of a fixed size, written full of zeros
 * and forced when they are made, and forced again when the next one is begun. A killed process
 * leaves what it wrote with the kernel; a power cut may not, and then what was signed before the
 * restart must be signed anew ({@link Continuity}). A file is dropped when nothing in it can be
 * replayed any more. A record holds a digest, an id and a time, nothing of the message. Safe from
 * many threads, and without a lock but where a file is begun.
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
  private static final int RECORDS = 16_384;

  private static final int FILE_BYTES = RECORDS * RECORD_BYTES;

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
  private final Continuity continuity;
  private final Map<Print, Seen> seen = new ConcurrentHashMap<>();
  private volatile @Nullable Journal journal;
  private boolean closed;
  private @Nullable Instant forgotAt;

  private SeenPosts(Path directory, Clock clock, long most, Continuity continuity) {
    this.most = most;
    this.directory = directory;
    this.clock = clock;
    this.continuity = continuity;
  }

  /** Reads what earlier runs remembered; the directory is made when it is missing. */
  public static SeenPosts open(Path directory, Clock clock) throws IOException {
    return open(
        directory,
        clock,
        Runtime.getRuntime().maxMemory() / HEAP_SHARE / ENTRY_BYTES,
        Continuity.Machine.here());
  }

  /** As {@link #open(Path, Clock)}, remembering at most so many at a time. */
  public static SeenPosts open(Path directory, Clock clock, long most) throws IOException {
    return open(directory, clock, most, Continuity.Machine.here());
  }

  /**
   * As {@link #open(Path, Clock, long)}.
   *
   * @param machine what it runs on
   */
  static SeenPosts open(Path directory, Clock clock, long most, Continuity.Machine machine)
      throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    List<Path> files = files(directory);
    Continuity continuity = Continuity.begin(directory, machine, files.isEmpty(), KEPT);
    SeenPosts posts = new SeenPosts(directory, clock, most, continuity);
    for (Path file : files) {
      posts.read(file);
    }
    return posts;
  }

  private static List<Path> files(Path directory) throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
      files.forEach(all::add);
    }
    return all;
  }

  /** As many posts are remembered as may be; nothing was taken, and soon some are forgotten. */
  public static final class Full extends Exception {
    private static final long serialVersionUID = 1L;

    private Full() {
      super("as many posts are remembered as may be: send it again later");
    }
  }

  /**
   * It was signed before the machine stopped without a word, and may be one that was taken and
   * forgotten; nothing was taken. Signed anew it will be.
   */
  public static final class Forgotten extends Exception {
    private static final long serialVersionUID = 1L;

    private Forgotten() {
      super("it was signed before the machine came back: sign it anew");
    }
  }

  /**
   * Which arrival this signed post is: {@code id} the first time, and what it was then every time
   * after. Outlives the process when it returns.
   *
   * @throws Full when no further one can be remembered; repeats are still known
   * @throws Forgotten when nobody knows whether it is a repeat
   * @throws IOException when that cannot be remembered: the post must not be taken then
   */
  public ArrivalId bind(SignedPost.Checked.Genuine post, ArrivalId id)
      throws IOException, Full, Forgotten {
    return bind(post, id, post.signedAt().plus(KEPT));
  }

  /**
   * As {@link #bind(SignedPost.Checked.Genuine, ArrivalId)}, for a post whose repeat may take long
   * to come in: it is remembered until {@code until}. Whatever was coming in at a restart was
   * broken off by it, so the file need not remember it longer than others.
   */
  ArrivalId bind(SignedPost.Checked.Genuine post, ArrivalId id, Instant until)
      throws IOException, Full, Forgotten {
    byte[] fingerprint = HexFormat.of().parseHex(post.fingerprint());
    Print print = Print.of(fingerprint);
    Seen known = seen.get(print);
    if (known == null && signedBeforeTheGap(post)) {
      throw new Forgotten();
    }
    if (known == null && seen.size() >= most && !roomAgain()) {
      throw new Full();
    }
    Seen mine = Seen.of(HexFormat.of().parseHex(id.hex()), until.getEpochSecond());
    Seen first = seen.putIfAbsent(print, mine);
    Seen valid = first == null ? mine : first;
    // Written again for a repeat too: the first one's record may not be in the file yet.
    append(fingerprint, valid);
    return valid.id();
  }

  /**
   * Whether nobody knows if this post is a repeat, so that it must be signed anew. To be asked as
   * soon as its signature was checked: it is not known yet whether all of it comes.
   */
  boolean forgotten(SignedPost.Checked.Genuine post) {
    return !seen.containsKey(Print.of(HexFormat.of().parseHex(post.fingerprint())))
        && signedBeforeTheGap(post);
  }

  private boolean signedBeforeTheGap(SignedPost.Checked.Genuine post) {
    Optional<Instant> gap = continuity.gapEnded(clock.instant());
    return gap.isPresent() && post.signedAt().isBefore(gap.get());
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

  private void append(byte[] fingerprint, Seen valid) throws IOException {
    Journal current = journal;
    while (current == null || !current.takes(clock.instant()) || !current.put(fingerprint, valid)) {
      current = after(current);
    }
  }

  /** The file that comes after this one; whoever is first begins it. */
  private synchronized Journal after(@Nullable Journal old) throws IOException {
    if (closed) {
      throw new IOException("the memory of posts is closed");
    }
    Journal current = journal;
    if (current != null && current != old) {
      return current;
    }
    Instant now = clock.instant();
    Journal fresh = Journal.create(directory, now);
    forget(now);
    journal = fresh;
    if (old != null) {
      retire(old);
    }
    return fresh;
  }

  /** Nobody waits for these bytes; but should the disk have lost some, it tells whoever forces. */
  private void retire(Journal old) throws IOException {
    try (FileChannel channel = old.channel) {
      Continuity.force(old.file);
    } catch (IOException e) {
      LOG.warn("remembered posts may be lost from the disk ({})", e.getClass().getName());
      continuity.gapNow();
    }
  }

  /** Drops what can no longer be replayed, from memory and, file by file, from the disk. */
  private void forget(Instant now) {
    seen.values().removeIf(each -> each.untilSecond() < now.getEpochSecond());
    try {
      for (Path file : files(directory)) {
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

  /** A record that a crash cut off has no time; it was never answered for. */
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
    if (closed) {
      return;
    }
    closed = true;
    Journal last = journal;
    if (last != null) {
      last.end();
      last.channel.close();
    }
    for (Path file : files(directory)) {
      Continuity.force(file);
    }
    continuity.close();
  }

  /** One file, named by the millisecond of its first record. */
  private static final class Journal {
    private final Path file;
    private final FileChannel channel;
    private final Instant from;
    private final AtomicInteger next = new AtomicInteger();

    private Journal(Path file, FileChannel channel, Instant from) {
      this.file = file;
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
      try {
        ByteBuffer zeros = ByteBuffer.allocate(FILE_BYTES);
        while (zeros.hasRemaining()) {
          channel.write(zeros, zeros.position());
        }
        channel.force(true);
        Continuity.force(directory);
        return new Journal(file, channel, now);
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

    /**
     * A clock that was ahead and is set back must not keep one file open until it is there again.
     */
    boolean takes(Instant now) {
      return !now.isAfter(from.plus(ROLL)) && !now.isBefore(from.minus(ROLL));
    }

    /** Nothing more goes in. */
    void end() {
      next.set(RECORDS);
    }

    /**
     * Whether there was room for it: each has a place of its own, in the order of the bytes of
     * which its time is the last, without which a record is none.
     */
    boolean put(byte[] fingerprint, Seen valid) throws IOException {
      int place = next.getAndIncrement();
      if (place >= RECORDS) {
        // So that the count cannot come round to the first place again.
        end();
        return false;
      }
      ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);
      record.put(fingerprint).putLong(valid.idHigh()).putLong(valid.idLow());
      record.putLong(valid.untilSecond()).flip();
      try {
        while (record.hasRemaining()) {
          channel.write(record, (long) place * RECORD_BYTES + record.position());
        }
        return true;
      } catch (ClosedByInterruptException e) {
        end();
        throw e;
      } catch (ClosedChannelException e) {
        // By another's interrupt, or because the next file was begun just now: it has room.
        end();
        return false;
      } catch (IOException e) {
        end();
        throw e;
      }
    }
  }
}
