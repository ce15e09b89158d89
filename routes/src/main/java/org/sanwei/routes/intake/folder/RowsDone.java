package org.sanwei.routes.intake.folder;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far each file came before the broker failed. Forgetting it costs duplicates, nothing else.
 */
final class RowsDone {
  private static final int MOST = 100;

  private final Map<String, Long> rows = new LinkedHashMap<>();

  long of(DroppedFile file) {
    return rows.getOrDefault(key(file), 0L);
  }

  void put(DroppedFile file, long durable) {
    if (rows.size() >= MOST) {
      rows.remove(rows.keySet().iterator().next());
    }
    rows.put(key(file), durable);
  }

  void forget(DroppedFile file) {
    rows.remove(key(file));
  }

  private static String key(DroppedFile file) {
    return file.inode() + " " + file.sizeBytes() + " " + file.modified();
  }
}
