package org.sanwei.gateway.policy;

import java.util.Locale;

/** The message bundles; {@code MessageSource::getMessage} fits. */
@FunctionalInterface
public interface Wording {
  /**
   * The words of a key, with what belongs into them.
   *
   * @throws RuntimeException when no bundle has the key
   */
  String say(String key, Object[] arguments, Locale locale);
}
