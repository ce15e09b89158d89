package org.sanwei.gateway.cipherdesk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of an item's envelopes are on this disk with all that belongs to them. Those alone may be
 * signed for, and an envelope whose pieces are gone must not keep its sibling from it: the gateway
 * seals a repetition too when it cannot ask its register.
 *
 * @param whole on the disk, oldest first
 * @param broken how many lack something; they stay on the line
 */
record TakenOver(List<byte[]> whole, int broken) {

  /** Keeps one envelope and what belongs to it. */
  interface Keeping {
    /**
     * @throws LargeItem.NotWhole when its pieces are not all there
     */
    void keep(byte[] envelope);
  }

  /**
   * Keeps each.
   *
   * @throws LargeItem.NotWhole when not one of them is whole
   * @throws CipherDeskTrouble for any other trouble: nothing may be signed for then
   */
  static TakenOver of(List<byte[]> envelopes, Keeping keeping) {
    List<byte[]> whole = new ArrayList<>();
    LargeItem.@Nullable NotWhole lacking = null;
    for (byte[] envelope : envelopes) {
      try {
        keeping.keep(envelope);
        whole.add(envelope);
      } catch (LargeItem.NotWhole e) {
        lacking = e;
      }
    }
    if (lacking != null && whole.isEmpty()) {
      throw lacking;
    }
    return new TakenOver(List.copyOf(whole), envelopes.size() - whole.size());
  }
}
