package org.sanwei.routes.intake.folder;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells complete files from those that are still being written, by our own clock: file systems on
 * other machines have clocks of their own. Remembers at most {@value #MOST} files; the others come
 * when these have gone. For one thread.
 */
final class Quiet {
  static final int MOST = 1024;

  private final Duration quietFor;
  private final Clock clock;
  private final Map<Path, Watched> watched = new HashMap<>();
  private final Set<Path> seen = new HashSet<>();
  private Map<String, DroppedFile> unfinished = new HashMap<>();
  private Map<String, DroppedFile> unfinishedNow = new HashMap<>();

  private record Watched(List<DroppedFile> files, Instant since) {}

  Quiet(Duration quietFor, Clock clock) {
    this.quietFor = quietFor;
    this.clock = clock;
  }

  /** A file that bears the ending of unfinished ones. */
  void unfinished(DroppedFile file) {
    if (unfinishedNow.size() < MOST) {
      unfinishedNow.put(file.inode(), file);
    }
  }

  /** Whether the file may be taken. */
  boolean complete(DroppedFile file, FileTaker.Belongings belongings) {
    seen.add(file.path());
    List<DroppedFile> all = new java.util.ArrayList<>(List.of(file));
    all.addAll(belongings.companions());
    Instant now = clock.instant();
    @Nullable Watched before = watched.get(file.path());
    if (before == null && watched.size() >= MOST) {
      return false;
    }
    if (before == null || !same(before.files(), all) || before.since().isAfter(now)) {
      before = new Watched(all, now);
      watched.put(file.path(), before);
    }
    Duration quiet = Duration.between(before.since(), now);
    // An inode alone is used again: what was renamed is as long and as old as it was.
    DroppedFile part = unfinished.get(file.inode());
    boolean renamed = part != null && part.sameAs(file) && belongings.settled();
    Duration wanted = belongings.settled() ? quietFor : quietFor.multipliedBy(2);
    return renamed || quiet.compareTo(wanted) >= 0;
  }

  /** Ends one look at the whole folder; what was not there any more is forgotten. */
  void lookEnds() {
    watched.keySet().retainAll(seen);
    seen.clear();
    // Once under its final name a file must be recognised at the next look, and no later.
    unfinished = unfinishedNow;
    unfinishedNow = new HashMap<>();
  }

  private static boolean same(List<DroppedFile> before, List<DroppedFile> now) {
    if (before.size() != now.size()) {
      return false;
    }
    for (int i = 0; i < now.size(); i++) {
      if (!before.get(i).sameAs(now.get(i))) {
        return false;
      }
    }
    return true;
  }
}
