package org.sanwei.routes.read.apart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.sanwei.routes.read.ReadLimits;

/** Readers whose children do as they are told and mean no good. */
final class TrickyReaders {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long HEAP = 96 * 1024 * 1024;

  private TrickyReaders() {}

  static ReaderProcesses readers(Path data, Duration budget) {
    ReadLimits usual = ReadLimits.DEFAULTS;
    ReadLimits limits =
        new ReadLimits(
            usual.maxDepth(),
            usual.maxParts(),
            usual.maxTextCharacters(),
            usual.maxPages(),
            budget);
    return ReaderProcesses.prepare(
        new ReaderSettings("tricky", limits, 2, 1_000, HEAP, 5, Duration.ofSeconds(1)),
        data,
        new Random(7)::nextLong,
        TrickyChild.class.getName());
  }
}
