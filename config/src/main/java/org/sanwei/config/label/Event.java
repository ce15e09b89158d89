package org.sanwei.config.label;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a text says of an emergency: the categories that it may belong to, in their order, and the
 * gravest level that anything in it gives; null when nothing does. Like a {@link Label} it only
 * rises.
 */
public record Event(Set<EventCategory> categories, @Nullable EventLevel level) {
  /** Nothing of an emergency. */
  public static final Event NONE = new Event(Set.of(), null);

  public Event {
    categories = Collections.unmodifiableSet(new TreeSet<>(categories));
  }

  /** All categories of both, and the graver level. */
  public Event join(Event other) {
    Collection<EventCategory> both = new TreeSet<>(categories);
    both.addAll(other.categories);
    return new Event(Set.copyOf(both), graver(level, other.level));
  }

  private static @Nullable EventLevel graver(@Nullable EventLevel a, @Nullable EventLevel b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) >= 0 ? a : b;
  }
}
