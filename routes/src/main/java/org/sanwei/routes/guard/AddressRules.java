package org.sanwei.routes.guard;

import java.util.Set;

/**
 * What the guard knows of an address: who may have signed, and to whom exactly it must be sealed.
 */
public interface AddressRules {

  /**
   * The line, as envelope headers name it, that belongs to a 机要 address; null for any other
   * address.
   */
  @org.jspecify.annotations.Nullable
  String lineOf(String address);

  /**
   * Key identifiers of those that an envelope for this line must be sealed to, no more, no less.
   */
  Set<String> recipientsOf(String line);
}
