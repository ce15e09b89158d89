package org.sanwei.routes.intake;

/**
 * Told when the looking through a source begins to fail, and when it goes well again: once for each
 * change, on the thread that looks. Must return at once and never throw.
 */
public interface SourceTrouble {
  /** Nobody is told. */
  SourceTrouble NOBODY = (channel, failing) -> {};

  /** What became of the last look at this channel's source is another thing than before. */
  void changed(String channel, boolean failing);
}
