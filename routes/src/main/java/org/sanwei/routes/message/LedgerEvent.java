package org.sanwei.routes.message;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step that was taken, for the ledger: who, what, when, under which policy. Its identity is
 * ({@code origin}, {@code sequence}); sequences of an origin start at 0 and have no gaps, so a
 * missing event shows. Steps of the broker's half-walk have the origin {@code reception/<uuid>};
 * steps at the desk {@code desk/<unit>}. {@code commitment} is a salted SM3 of the content where a
 * step binds content. {@code facts} hold public evidence only: never text, names of files or
 * senders.
 */
public record LedgerEvent(
    int version,
    String origin,
    long sequence,
    Instant at,
    Step step,
    String unit,
    String actor,
    @Nullable ArrivalId item,
    @Nullable String commitment,
    @Nullable String policy,
    Map<String, String> facts) {

  /** The payload version this code writes. */
  public static final int VERSION = 1;

  public LedgerEvent {
    facts = Map.copyOf(facts);
  }

  /** The origin of the steps that one reception goes through before the desk. */
  public static String originOf(UUID reception) {
    return "reception/" + reception;
  }

  /** Every kind of step the ledger knows; names are stable. */
  public enum Step {
    ARRIVED,
    DUPLICATE,
    HEAD_READ,
    JUDGED,
    HANDED_OVER,
    TO_DESK,
    SPILLED,
    REGISTERED,
    CIPHER_RECEIPT,
    ACT_PROPOSED,
    ACT_ADMITTED,
    ACT_REFUSED,
    RETURNED,
    RAISED,
    CORRECTED,
    RESEND_ASKED,
    NOTICE_ENDED,
    VIEWED,
    CLAIMED,
    CLOSED,
    SLIP_REFUSED,
    SLIP_DISCARDED,
    LOGGED_IN,
    LOGIN_REFUSED,
    BULLETIN_DRAFTED,
    BULLETIN_EDITED,
    BULLETIN_REVIEWED,
    BULLETIN_RETURNED,
    BULLETIN_SIGNED,
    RELEASE_SENT,
    DELIVERY_STARTED,
    DELIVERY_ENDED,
    BROKER_REFUSED,
    CHANNEL_TESTED,
    CHANNEL_SILENT,
    CHANNEL_HEARD,
    PROBE_STARTED,
    PROBE_ARRIVED,
    PROBE_FAILED,
    MAILBOX_RENUMBERED,
    POLICY_IN_FORCE,
    POLICY_REFUSED,
    POLICY_SIMULATED,
    REGISTER_COMPARED
  }
}
