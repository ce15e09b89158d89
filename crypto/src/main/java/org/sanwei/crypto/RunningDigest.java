package org.sanwei.crypto;

/** A digest of what comes in pieces. For one thread; of no more use after {@link #hex()}. */
public interface RunningDigest {
  /** Takes {@code sizeBytes} of {@code bytes} from {@code offset} in. */
  void update(byte[] bytes, int offset, int sizeBytes);

  /** The digest of everything that was taken in, in lower-case hex. */
  String hex();
}
