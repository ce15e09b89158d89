package org.sanwei.routes.intake.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.Folder;
import org.sanwei.routes.intake.SourceTrouble;
import org.sanwei.routes.queue.BrokerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through one folder when asked, and takes what is complete. What cannot be taken is counted
 * and left where it is; counts are all that is ever logged, for names are content. Its memory does
 * not grow with the folder. For one thread.
 */
public final class FolderWatch {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
  private static final int STICKY = 01000;

  private final String channel;
  private final Folder folder;
  private final FileTaker taker;
  private final Quiet quiet;
  private final Leaving leaving;
  private final AfterTaking taken = new AfterTaking();
  private Map<Drop, Integer> before = Map.of();
  private final SourceTrouble listener;
  private boolean usable = true;

  FolderWatch(String channel, Folder folder, FileTaker taker, SourceTrouble listener, Clock clock) {
    this.listener = listener;
    this.channel = channel;
    this.folder = folder;
    this.taker = taker;
    this.quiet = new Quiet(folder.quietFor(), clock);
    this.leaving = new Leaving(folder.path());
  }

  /**
   * Looks once at every entry. Never throws: what fails is tried again at the next look. An
   * interrupt ends it after the file in hand.
   *
   * @return how many entries had which fate; empty when the folder itself could not be used
   */
  public Map<Drop, Integer> look() {
    Map<Drop, Integer> counts = new EnumMap<>(Drop.class);
    try {
      leaving.prepare();
      Deleting deleting = Deleting.in(folder.path());
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path())) {
        for (Path entry : entries) {
          if (Thread.currentThread().isInterrupted()) {
            break;
          }
          counts.merge(fate(entry, deleting), 1, Integer::sum);
        }
      }
      quiet.lookEnds();
      taker.lookEnds();
    } catch (IOException | DirectoryIteratorException | UnsupportedOperationException e) {
      unusable(e);
      return Map.of();
    }
    if (!usable) {
      listener.changed(channel, false);
    }
    usable = true;
    tell(counts);
    return counts;
  }

  /** By the class of what failed: its text may hold a name. */
  private void unusable(Exception e) {
    if (usable) {
      LOG.warn("channel {}: the folder cannot be used: {}", channel, e.getClass().getSimpleName());
      listener.changed(channel, true);
    }
    usable = false;
  }

  /** The first line of trouble, and each change of it. */
  private void tell(Map<Drop, Integer> counts) {
    Map<Drop, Integer> trouble = new EnumMap<>(Drop.class);
    trouble.putAll(counts);
    trouble.keySet().removeAll(List.of(Drop.TAKEN, Drop.WAITING, Drop.PASSED_OVER));
    if (!trouble.equals(before)) {
      LOG.warn("channel {}: entries that are not taken: {}", channel, trouble);
      before = trouble;
    }
  }

  private Drop fate(Path entry, Deleting deleting) {
    String name = FileName.of(entry);
    String lower = name.toLowerCase(Locale.ROOT);
    if (name.startsWith(".") || Leaving.isOurs(name)) {
      return Drop.PASSED_OVER;
    }
    Optional<DroppedFile> looked = DroppedFile.look(entry);
    if (looked.isEmpty()) {
      return Drop.PASSED_OVER;
    }
    DroppedFile file = looked.get();
    if (folder.temporary().stream().anyMatch(t -> lower.endsWith(t.toLowerCase(Locale.ROOT)))) {
      quiet.unfinished(file);
      return Drop.WAITING;
    }
    if (!folder.names().matches(lower) || isCompanion(lower)) {
      return Drop.PASSED_OVER;
    }
    taker.present(file);
    return obstacle(file, deleting).orElseGet(() -> take(file));
  }

  private boolean isCompanion(String lower) {
    @Nullable String ending = folder.facts().companion();
    return ending != null && lower.endsWith(ending.toLowerCase(Locale.ROOT));
  }

  private Optional<Drop> obstacle(DroppedFile file, Deleting deleting) {
    if (!file.regular()) {
      return Optional.of(Drop.NOT_A_FILE);
    }
    if (file.links() > 1) {
      return Optional.of(Drop.HARD_LINKED);
    }
    if (!ownerFits(file.path())) {
      return Optional.of(Drop.FOREIGN_OWNER);
    }
    if (!Files.isReadable(file.path())) {
      return Optional.of(Drop.UNREADABLE);
    }
    return deleting.allowed(file) ? Optional.empty() : Optional.of(Drop.UNDELETABLE);
  }

  private boolean ownerFits(Path file) {
    if (folder.owner() == null) {
      return true;
    }
    try {
      UserPrincipal owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
      return owner.getName().equals(folder.owner());
    } catch (IOException e) {
      return false;
    }
  }

  private Drop take(DroppedFile file) {
    FileTaker.Belongings belongings = taker.belongings(file.path());
    if (!quiet.complete(file, belongings)) {
      return Drop.WAITING;
    }
    try {
      Optional<FileTaker.Done> done = taken.of(file);
      if (done.isEmpty()) {
        done = taker.take(file, belongings.companions());
        done.ifPresent(each -> taken.remember(file, each));
      }
      // What was added to it meanwhile is a file of its own, to be taken when it is quiet.
      if (done.isEmpty() || !file.untouched() || !leaving.leave(file, done.get())) {
        return Drop.WAITING;
      }
      taken.forget(file);
      taker.left(file);
      return done.get().keep() ? Drop.REFUSED : Drop.TAKEN;
    } catch (BrokerUnavailable | IOException e) {
      return Drop.FAILED;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // One file that is too much for this heap must not keep the others from their turn.
      LOG.warn("channel {}: a file is not taken: {}", channel, e.getClass().getName());
      return Drop.FAILED;
    }
  }

  /**
   * Whether the gateway's account may delete in this folder: the directory must be writable, and in
   * one with the sticky bit the file or the directory must be its own.
   */
  private record Deleting(boolean writable, boolean sticky, int directory, int self) {
    static Deleting in(Path folder) throws IOException {
      int mode = (Integer) Files.getAttribute(folder, "unix:mode");
      int owner = (Integer) Files.getAttribute(folder, "unix:uid");
      int self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      return new Deleting(Files.isWritable(folder), (mode & STICKY) != 0, owner, self);
    }

    boolean allowed(DroppedFile file) {
      return writable && (!sticky || self == 0 || self == directory || self == file.uid());
    }
  }
}
