package org.sanwei.routes.intake;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.sanwei.crypto.RunningDigest;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.PieceHead;
import org.sanwei.crypto.key.PieceSealer;
import org.sanwei.crypto.key.SecretAccess;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.DiskFull;
import org.sanwei.routes.queue.DiskRoom;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.LargeTurn;
import org.sanwei.routes.queue.OpenPut;
import org.sanwei.routes.queue.SealedBody;

/**
 * The way in for bodies that are too large for the heap: sealed piece by piece as they are read,
 * held unread, and there with their arrival and its ARRIVED event in one transaction, or not at
 * all. One at a time. Safe from many threads.
 */
public final class LargeIntake {
  /** What taking one body fills of the heap at its most: pieces plain, sealed, and on their way. */
  public static final long HEAP_BYTES = 16L * PieceHead.PLAIN_BYTES;

  private final ArrivalSeal seal;
  private final EpochKeys epochs;
  private final DurableQueue queue;
  private final DiskRoom disk;
  private final SecureRandom random;
  private final long limitBytes;
  private final LargeTurn turns = new LargeTurn();

  /**
   * @param disk where {@code queue} stores them
   * @param limitBytes the largest body that is taken; 0 takes none
   */
  public LargeIntake(
      ArrivalSeal seal,
      EpochKeys epochs,
      DurableQueue queue,
      DiskRoom disk,
      SecureRandom random,
      long limitBytes) {
    this.disk = disk;
    this.seal = seal;
    this.epochs = epochs;
    this.queue = queue;
    this.random = random;
    this.limitBytes = limitBytes;
  }

  /** The same with a turn of its own, so that one way in cannot keep another waiting. */
  public LargeIntake another() {
    return new LargeIntake(seal, epochs, queue, disk, random, limitBytes);
  }

  /** The largest body that is taken; 0 when none is. */
  public long limitBytes() {
    return limitBytes;
  }

  /** The id that the source's identity gives. Pure. */
  public ArrivalId idOf(Taken taken) {
    return seal.idOf(taken);
  }

  /**
   * Begins to take one; empty while another is being taken.
   *
   * @param announcedBytes how large it is said to be; below 0 when nobody said
   * @throws org.sanwei.routes.queue.DiskFull when it would not fit on the disk
   * @throws org.sanwei.routes.queue.BrokerUnavailable when the broker cannot be reached
   */
  public Optional<Taking> tryBegin(long announcedBytes) {
    return turns.tryEnter(Long.MAX_VALUE).map(turn -> taking(turn, announcedBytes));
  }

  /**
   * Begins to take one once no other is being taken.
   *
   * @param announcedBytes as with {@link #tryBegin}, which says what else is thrown
   */
  public Taking begin(long announcedBytes) throws InterruptedException {
    return taking(turns.enter(Long.MAX_VALUE), announcedBytes);
  }

  private Taking taking(LargeTurn.Turn turn, long announcedBytes) {
    try {
      if (!disk.takes(stored(Math.max(0, announcedBytes)))) {
        throw new DiskFull();
      }
      return new Taking(turn, queue.open());
    } catch (RuntimeException e) {
      turn.close();
      throw e;
    }
  }

  /** What a body fills of the disk: the frames of its pieces are less than a hundredth of it. */
  private static long stored(long bytes) {
    return bytes + bytes / 100;
  }

  /** One body on its way in; closed before it is accepted, nothing of it stays. For one thread. */
  public final class Taking implements AutoCloseable {
    private final LargeTurn.Turn turn;
    private final OpenPut put;
    private final PieceSealer sealer = new PieceSealer(random);
    private final RunningDigest sm3 = Sm3.running();
    private final byte[] piece = new byte[PieceHead.PLAIN_BYTES];
    private int filled;
    private long sizeBytes;

    private Taking(LargeTurn.Turn turn, OpenPut put) {
      this.turn = turn;
      this.put = put;
    }

    /**
     * Takes more of the body in; false when it is over the limit now, and must be given up.
     *
     * @throws org.sanwei.routes.queue.DiskFull when the disk has run full meanwhile
     * @throws org.sanwei.routes.queue.BrokerUnavailable when a piece was not stored
     */
    public boolean write(byte[] bytes, int offset, int size) {
      sizeBytes += size;
      if (sizeBytes > limitBytes) {
        return false;
      }
      sm3.update(bytes, offset, size);
      int at = offset;
      int end = offset + size;
      while (at < end) {
        if (filled == piece.length) {
          // Only now: the last piece is another one than those before it.
          add(piece, false);
          filled = 0;
        }
        int some = Math.min(end - at, piece.length - filled);
        System.arraycopy(bytes, at, piece, filled, some);
        filled += some;
        at += some;
      }
      return true;
    }

    /** What was taken in so far. */
    public long sizeBytes() {
      return sizeBytes;
    }

    /**
     * Stores the last piece; nothing may be written any more.
     *
     * @param mediaType the body's
     * @param head what is known without it; it travels with the arrival, so it must be small
     */
    public LargeBody end(String mediaType, byte[] head) {
      add(Arrays.copyOf(piece, filled), true);
      return new LargeBody(
          LargeBody.VERSION,
          mediaType,
          sizeBytes,
          sm3.hex(),
          sealer.key().body(),
          sealer.count(),
          // It leaves sealed: under the epoch's key, then to the officers.
          sealer.key().reveal(SecretAccess.granted()),
          head.clone());
    }

    /**
     * Stores the arrival that stands for it and commits. Only when this returns may the source be
     * acknowledged.
     *
     * @param taken with what {@link #end} gave, encoded, as its body
     * @throws org.sanwei.routes.queue.BrokerUnavailable when nothing is known to be stored
     */
    public void accept(Taken taken, ArrivalId id) {
      try (EpochKeys.Lease lease = epochs.lease()) {
        seal.seal(taken, id, lease).forEach(put::add);
        put.commit();
      }
    }

    private void add(byte[] plain, boolean last) {
      if (!disk.takes(stored(plain.length))) {
        // The broker would not refuse it, but let this thread wait until somebody makes room.
        throw new DiskFull();
      }
      Map<String, String> beside =
          Map.of(
              Addresses.BODY,
              sealer.key().body(),
              Addresses.PLACE,
              Integer.toString(sealer.count()));
      put.add(new SealedBody(Addresses.PIECE, sealer.seal(plain, last), beside));
    }

    @Override
    public void close() {
      Arrays.fill(piece, (byte) 0);
      try {
        put.close();
      } finally {
        turn.close();
      }
    }
  }
}
