package org.sanwei.gateway.bulletin;

import java.util.Locale;

/** Why an act on a bulletin was not done. Codes are stable: they stand in the interface. */
public enum Refusal {
  NOT_FOUND,
  /** Somebody changed it meanwhile. */
  STALE_VERSION,
  /** Not possible as far as it is. */
  WRONG_STATE,
  /** Who wrote it may not review or sign it; who reviewed it may not sign it. */
  SAME_PERSON,
  /** Its words may not be stored: judged classified, or held as doubtful. Nothing was stored. */
  NOT_STORABLE,
  /** Longer than any bulletin, or with characters that cannot be stored. */
  NOT_TEXT,
  /** An item it is made from is not open, or is none. */
  SOURCE_NOT_OPEN,
  /** Work secret or above never goes to a public outlet. */
  LABEL_ABOVE_OUTLET,
  SMS_UNFIT,
  WECOM_UNFIT,
  NO_RECIPIENTS,
  /** The delivery is not UNKNOWN or FAILED, or was sent again already. */
  NOT_RESENDABLE,
  /** It went by an outlet that there is no more: a bulletin is to be drafted anew. */
  OUTLET_REMOVED,
  /** Who was to be sent to is not on the list any more, or under another number or userid. */
  RECIPIENT_CHANGED,
  /** What was signed once is not open any more when it is judged today. */
  NO_LONGER_RELEASABLE,
  /** A contentless notice keeps its words. */
  FIXED_WORDS;

  /** The word in the interface and in message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
