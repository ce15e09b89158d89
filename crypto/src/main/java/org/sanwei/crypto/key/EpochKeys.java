package org.sanwei.crypto.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.Opener;
import org.sanwei.crypto.SealContext;
import org.sanwei.crypto.Sealer;

/**
 * The ring of epoch keys: seals under the current one, opens under any it still has, and erases
 * those that are done with. A key is on disk, wrapped and forced, before anything is sealed under
 * it. Every start begins a new epoch, because the count of nonces used is not kept on disk. One
 * process at a time on a directory. Safe from many threads; sealing and opening do not wait for
 * each other.
 */
public final class EpochKeys implements Sealer, Opener {
  /** Random nonces of 96 bits: beyond this many under one key a repeat is no longer unthinkable. */
  private static final long MAX_SEALS = 1L << 32;

  private final Path directory;
  private final MasterKey master;
  private final Duration length;
  private final Clock clock;
  private final SecureRandom random;
  private final long maxSeals;
  private final Map<EpochId, EpochKey> ring = new ConcurrentHashMap<>();
  private final Object rolling = new Object();
  private volatile @Nullable EpochKey current;

  EpochKeys(
      Path directory,
      MasterKey master,
      Duration length,
      Clock clock,
      SecureRandom random,
      long maxSeals) {
    if (length.toSeconds() < 1) {
      throw new IllegalArgumentException("an epoch lasts at least a second, not " + length);
    }
    this.directory = directory;
    this.master = master;
    this.length = length;
    this.clock = clock;
    this.random = random;
    this.maxSeals = maxSeals;
  }

  /**
   * Opens the ring, and makes the directory (mode 0700) if there is none. Finishes what a crash
   * left: removes files that were not whole, and wipes keys whose erasure had begun. Throws
   * BadKeyFile if a key lies under another master, is damaged, or is readable by others.
   */
  public static EpochKeys open(
      Path directory, MasterKey master, Duration length, Clock clock, SecureRandom random)
      throws IOException {
    EpochKeys keys = new EpochKeys(directory, master, length, clock, random, MAX_SEALS);
    keys.load();
    return keys;
  }

  void load() throws IOException {
    PrivateFile.createDirectory(directory);
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(directory)) {
      listing.forEach(files::add);
    }
    for (Path file : files) {
      if (EpochKeyFile.leftByACrash(file)) {
        PrivateFile.wipe(file, random);
      } else if (file.getFileName().toString().endsWith(EpochKeyFile.ENDING)) {
        EpochKey epoch = EpochKeyFile.read(file, master);
        ring.put(epoch.id(), epoch);
      }
    }
  }

  /**
   * Seals under the current epoch. Throws UncheckedIOException if a new epoch is due and its key
   * cannot be written: then nothing is sealed, and the source must not be acknowledged.
   */
  @Override
  public byte[] seal(SealContext context, byte[] plain) {
    try (Lease lease = lease()) {
      return lease.seal(context, plain);
    }
  }

  @Override
  public Opened open(byte[] sealed) {
    return EpochEnvelope.open(
        sealed, id -> Optional.ofNullable(ring.get(id)).flatMap(EpochKey::key));
  }

  /** The epoch that a body was sealed under, if these bytes look like a sealed body. */
  public static Optional<EpochId> epochOf(byte[] sealed) {
    return EpochEnvelope.epochOf(sealed);
  }

  /**
   * Whether a body says of itself that it is sealed under an epoch key for {@code purpose}. Cheap;
   * whether that is true only opening tells.
   */
  public static boolean saysPurpose(byte[] sealed, String purpose) {
    return EpochEnvelope.saysPurpose(sealed, purpose);
  }

  /**
   * Pins the current epoch until closed: it cannot be erased while a body sealed under it is on its
   * way into the broker. Throws as {@link #seal} does.
   */
  public Lease lease() {
    while (true) {
      EpochKey epoch = current();
      if (epoch.pin()) {
        return new Lease(epoch);
      }
    }
  }

  /** Epochs that ended at least one epoch's length ago and that no lease pins. */
  public Set<EpochId> closed() {
    Instant now = clock.instant();
    EpochKey inUse = current;
    return ring.values().stream()
        .filter(epoch -> epoch != inUse && epoch.closed(now, length))
        .map(EpochKey::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Every epoch that can still be opened, with the time its use ended or will end. */
  public Map<EpochId, Instant> epochs() {
    Map<EpochId, Instant> ends = new TreeMap<>((a, b) -> a.hex().compareTo(b.hex()));
    ring.values().forEach(epoch -> ends.put(epoch.id(), epoch.end()));
    return ends;
  }

  /**
   * Destroys a key, on disk and here: after this nothing opens what was sealed under it. An epoch
   * that is not in the ring is done already. Throws IllegalStateException for the current epoch and
   * for one that a lease pins; UncheckedIOException if the file could not be wiped: the key is dead
   * in memory, the epoch stays among {@link #closed} and is to be erased again.
   */
  public void erase(EpochId id) {
    synchronized (rolling) {
      EpochKey epoch = ring.get(id);
      if (epoch == null) {
        return;
      }
      if (epoch == current) {
        throw new IllegalStateException("epoch " + id + " is the current one; it cannot be erased");
      }
      if (!epoch.erase()) {
        throw new IllegalStateException("epoch " + id + " is leased; it cannot be erased");
      }
      try {
        EpochKeyFile.destroy(directory, id, random);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "epoch key " + id + " could not be wiped; erase it again", e);
      }
      ring.remove(id);
    }
  }

  private EpochKey current() {
    EpochKey epoch = current;
    Instant now = clock.instant();
    if (epoch != null && inUse(epoch, now)) {
      return epoch;
    }
    synchronized (rolling) {
      epoch = current;
      if (epoch == null || !inUse(epoch, now)) {
        epoch = begin(now);
        current = epoch;
      }
      return epoch;
    }
  }

  /** Half the nonces are kept for leases that are still open when the epoch ends. */
  private boolean inUse(EpochKey epoch, Instant now) {
    return now.isBefore(epoch.end()) && epoch.seals() < maxSeals / 2;
  }

  private EpochKey begin(Instant now) {
    byte[] id = new byte[EpochId.SIZE_BYTES];
    random.nextBytes(id);
    byte[] key = new byte[Sm4Gcm.KEY_SIZE_BYTES];
    random.nextBytes(key);
    Instant start = Instant.ofEpochSecond(now.getEpochSecond());
    EpochKey epoch = new EpochKey(EpochId.of(id, 0), start, start.plus(length), key);
    try {
      EpochKeyFile.write(directory, master, epoch, random);
    } catch (IOException e) {
      throw new UncheckedIOException(
          directory
              + ": the new epoch's key could not be written"
              + "\n    fix: see that the disk has room and that this account may write there",
          e);
    }
    ring.put(epoch.id(), epoch);
    return epoch;
  }

  /** An epoch pinned for a while. Close it once the sealed body is durable, or given up. */
  public final class Lease implements Sealer, AutoCloseable {
    private final EpochKey epoch;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Lease(EpochKey epoch) {
      this.epoch = epoch;
    }

    public EpochId epoch() {
      return epoch.id();
    }

    /** Seals under this lease's epoch. Throws IllegalStateException once the lease is closed. */
    @Override
    public byte[] seal(SealContext context, byte[] plain) {
      if (!open.get()) {
        throw new IllegalStateException("the lease on epoch " + epoch.id() + " is closed");
      }
      byte[] nonce = new byte[Sm4Gcm.NONCE_SIZE_BYTES];
      random.nextBytes(nonce);
      byte[] key = epoch.keyForSeal(maxSeals);
      try {
        return EpochEnvelope.seal(epoch.id(), key, nonce, context, plain);
      } finally {
        Arrays.fill(key, (byte) 0);
      }
    }

    @Override
    public void close() {
      if (open.getAndSet(false)) {
        epoch.unpin();
      }
    }
  }
}
