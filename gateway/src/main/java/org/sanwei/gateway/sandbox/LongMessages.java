package org.sanwei.gateway.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Joins the parts of long messages, in whatever order they come, for each destination. Keeps the
 * 200 newest unfinished ones. Not safe from several threads: the owner guards it.
 */
final class LongMessages {
  private static final int UNFINISHED_KEPT = 200;

  private record Key(String source, String destination, int reference, int total) {}

  private final Map<Key, TreeMap<Integer, String>> unfinished = new LinkedHashMap<>();

  /** The whole text once the last missing part is here. */
  Optional<String> add(ShortMessage message) {
    if (message.total() <= 1) {
      return Optional.of(message.text());
    }
    Key key =
        new Key(message.source(), message.destination(), message.reference(), message.total());
    TreeMap<Integer, String> parts = unfinished.computeIfAbsent(key, k -> new TreeMap<>());
    parts.put(message.part(), message.text());
    if (parts.size() < message.total()) {
      if (unfinished.size() > UNFINISHED_KEPT) {
        unfinished.remove(unfinished.keySet().iterator().next());
      }
      return Optional.empty();
    }
    unfinished.remove(key);
    return Optional.of(String.join("", parts.values()));
  }
}
