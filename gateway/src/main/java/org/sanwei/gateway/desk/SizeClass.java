package org.sanwei.gateway.desk;

/** How large an arrival was, as coarsely as a card may say it. */
public enum SizeClass {
  /** Below 32 KiB. */
  S,
  /** Below 1 MiB. */
  M,
  /** Below 10 MiB. */
  L,
  /** All else. */
  XL;

  private static final int KIB = 1024;

  static SizeClass of(int sizeBytes) {
    if (sizeBytes < 32 * KIB) {
      return S;
    }
    if (sizeBytes < KIB * KIB) {
      return M;
    }
    return sizeBytes < 10 * KIB * KIB ? L : XL;
  }
}
