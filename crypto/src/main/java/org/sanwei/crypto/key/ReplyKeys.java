package org.sanwei.crypto.key;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Small secrets, one an arrival, each under a reply key of its own, in a file of slots of {@value
 * ReplySlot#SIZE_BYTES} bytes (ADR 0018). Erasing overwrites the slot in its place with random
 * bytes and forces it: after that nothing opens what was sealed under the key, wherever a copy of
 * the sealed bytes may lie. On flash and on copy-on-write file systems old cells may survive, as
 * for epoch keys.
 *
 * <p>What is kept is on the disk before {@link #keep} returns. The file grows to its bound and is
 * used again, never cut. One process at a time on a file. Safe from many threads.
 */
public final class ReplyKeys implements Closeable {
  /** What one slot can hold. */
  public static final int MOST_BYTES = ReplySlot.MOST_PLAIN_BYTES;

  private record Place(int slot, Instant keptAt) {}

  private final MasterKey master;
  private final SecureRandom random;
  private final FileChannel channel;
  private final int mostSlots;
  private final Map<String, Place> places = new HashMap<>();

  /** Of {@link #places}: written, and not known to be on the disk. */
  private final Set<String> unsure = new HashSet<>();

  private final Deque<Integer> free = new ArrayDeque<>();
  private int slots;

  private ReplyKeys(MasterKey master, SecureRandom random, FileChannel channel, int mostSlots) {
    this.master = master;
    this.random = random;
    this.channel = channel;
    this.mostSlots = mostSlots;
  }

  /**
   * Opens the file, or makes it (mode 0600) with its directory. Throws BadKeyFile if others may
   * read it, or a slot lies under another master.
   *
   * @param mostSlots how many arrivals it may hold at once
   */
  public static ReplyKeys open(Path file, MasterKey master, SecureRandom random, int mostSlots)
      throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || mostSlots < 1) {
      throw new IllegalArgumentException("a file in a directory, and room for one slot at least");
    }
    PrivateFile.createDirectory(directory);
    if (!Files.exists(file)) {
      PrivateFile.create(file, new byte[0]);
    }
    PrivateFile.requireOwnerOnly(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ReplyKeys keys = new ReplyKeys(master, random, channel, mostSlots);
    try {
      keys.load(file);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return keys;
  }

  private void load(Path file) throws IOException {
    slots = Math.toIntExact(channel.size() / ReplySlot.SIZE_BYTES);
    for (int slot = 0; slot < slots; slot++) {
      Optional<ReplySlot.Head> head = ReplySlot.head(read(slot));
      if (head.isEmpty()) {
        free.add(slot);
        continue;
      }
      if (!Arrays.equals(head.get().master(), master.checkId())) {
        throw new BadKeyFile(
            file,
            "these reply keys lie under master key "
                + HexFormat.of().formatHex(head.get().master())
                + ", but the master key given is "
                + master.name(),
            "give the master key file that this data directory was made with");
      }
      places.put(head.get().id(), new Place(slot, head.get().keptAt()));
    }
  }

  /**
   * Keeps these bytes for an arrival (32 hex digits). What is there already stays: the same arrival
   * may come again after a crash.
   *
   * @return false when every slot is taken; nothing was kept
   * @throws UncheckedIOException when it is not known to be on the disk
   */
  public synchronized boolean keep(String id, Instant at, byte[] plain) {
    Place known = places.get(id);
    if (known != null && !unsure.contains(id)) {
      return true;
    }
    if (known == null && free.isEmpty() && slots >= mostSlots) {
      return false;
    }
    byte[] bytes = ReplySlot.write(master, id, at, plain, random);
    int slot = known != null ? known.slot() : free.isEmpty() ? slots++ : free.remove();
    // Known before it is written: should the write fail halfway, its erasure still finds it, and
    // the same arrival writes it again.
    places.put(id, new Place(slot, at));
    unsure.add(id);
    try {
      write(slot, bytes);
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException("a reply key was not written", e);
    }
    unsure.remove(id);
    return true;
  }

  /** What was kept for this arrival; empty when there is none, or no more. */
  public synchronized Optional<byte[]> open(String id) {
    Place place = places.get(id);
    if (place == null) {
      return Optional.empty();
    }
    try {
      byte[] slot = read(place.slot());
      return ReplySlot.head(slot).filter(head -> head.id().equals(id)).isPresent()
          ? ReplySlot.open(master, slot)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("a reply key cannot be read", e);
    }
  }

  /** Every arrival that something is kept for, with the time it was kept. */
  public synchronized Map<String, Instant> kept() {
    Map<String, Instant> kept = new HashMap<>();
    places.forEach((id, place) -> kept.put(id, place.keptAt()));
    return kept;
  }

  /**
   * Destroys the keys of these arrivals for good; those that are not here are done already.
   *
   * @throws UncheckedIOException when the disk did not take it: they stay among {@link #kept} and
   *     are to be erased again
   */
  public synchronized void erase(Collection<String> ids) {
    try {
      Map<String, Place> dying = new HashMap<>();
      for (String id : ids) {
        Place place = places.get(id);
        if (place != null) {
          byte[] noise = new byte[ReplySlot.SIZE_BYTES];
          random.nextBytes(noise);
          // Noise must never look like a slot.
          noise[0] = 0;
          write(place.slot(), noise);
          dying.put(id, place);
        }
      }
      if (!dying.isEmpty()) {
        channel.force(false);
      }
      dying.forEach(
          (id, place) -> {
            places.remove(id);
            unsure.remove(id);
            free.add(place.slot());
          });
    } catch (IOException e) {
      throw new UncheckedIOException("reply keys could not be wiped; erase them again", e);
    }
  }

  private byte[] read(int slot) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(ReplySlot.SIZE_BYTES);
    long at = (long) slot * ReplySlot.SIZE_BYTES;
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) > 0) {
      continue;
    }
    return bytes.array();
  }

  private void write(int slot, byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    long at = (long) slot * ReplySlot.SIZE_BYTES;
    while (bytes.hasRemaining()) {
      channel.write(bytes, at + bytes.position());
    }
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }
}
