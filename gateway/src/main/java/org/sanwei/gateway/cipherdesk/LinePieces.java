package org.sanwei.gateway.cipherdesk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a large body as they lie on the line, a few in memory at a time. For one thread.
 */
final class LinePieces implements LargeItem.Pieces {
  /** About 4 MB. */
  private static final int AT_ONCE = 32;

  private final LineClient line;
  private final String body;
  private int from = -1;
  private Map<Integer, byte[]> some = Map.of();

  LinePieces(LineClient line, String body) {
    this.line = line;
    this.body = body;
  }

  @Override
  public byte @Nullable [] at(int index) {
    int group = index - index % AT_ONCE;
    if (group != from) {
      some = line.pieces(body, group, AT_ONCE);
      from = group;
    }
    return some.get(index);
  }
}
