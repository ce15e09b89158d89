package org.sanwei.crypto.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** One epoch's key, its time, and how far it is used. Safe from many threads. */
final class EpochKey {
  private final EpochId id;
  private final Instant start;
  private final Instant end;
  private final byte[] key;
  private long seals;
  private int leases;
  private boolean erased;

  EpochKey(EpochId id, Instant start, Instant end, byte[] key) {
    this.id = id;
    this.start = start;
    this.end = end;
    this.key = key;
  }

  EpochId id() {
    return id;
  }

  Instant start() {
    return start;
  }

  Instant end() {
    return end;
  }

  /** A copy, while the key is not erased. */
  synchronized Optional<byte[]> key() {
    return erased ? Optional.empty() : Optional.of(key.clone());
  }

  /** As {@link #key}, and counts one more nonce used. */
  synchronized byte[] keyForSeal(long maxSeals) {
    if (erased) {
      throw new IllegalStateException("epoch " + id + " is erased; take a new lease");
    }
    if (seals >= maxSeals) {
      throw new IllegalStateException("epoch " + id + " has used its nonces; take a new lease");
    }
    seals++;
    return key.clone();
  }

  synchronized long seals() {
    return seals;
  }

  /** False once erasing has begun. */
  synchronized boolean pin() {
    if (erased) {
      return false;
    }
    leases++;
    return true;
  }

  synchronized void unpin() {
    leases--;
  }

  /** Ended at least one {@code length} before {@code now}, and nobody is still sealing under it. */
  synchronized boolean closed(Instant now, Duration length) {
    return leases == 0 && !now.isBefore(end.plus(length));
  }

  /** Zeroes the key unless a lease pins it; false if one does. */
  synchronized boolean erase() {
    if (leases > 0) {
      return false;
    }
    erased = true;
    Arrays.fill(key, (byte) 0);
    return true;
  }
}
