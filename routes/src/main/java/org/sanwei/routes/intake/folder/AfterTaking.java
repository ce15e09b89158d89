package org.sanwei.routes.intake.folder;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files that are durable and that the folder did not let go of yet: only the deleting is tried
 * again, so that a full disk makes no flood of duplicates. For one thread.
 */
final class AfterTaking {
  private static final int MOST = 1024;

  private final Map<String, FileTaker.Done> done = new LinkedHashMap<>();

  Optional<FileTaker.Done> of(DroppedFile file) {
    return Optional.ofNullable(done.get(key(file)));
  }

  void remember(DroppedFile file, FileTaker.Done each) {
    if (done.size() >= MOST) {
      done.remove(done.keySet().iterator().next());
    }
    done.put(key(file), each);
  }

  void forget(DroppedFile file) {
    done.remove(key(file));
  }

  private static String key(DroppedFile file) {
    return file.inode() + " " + file.sizeBytes() + " " + file.modified();
  }
}
