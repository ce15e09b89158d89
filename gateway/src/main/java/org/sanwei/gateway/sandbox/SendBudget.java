package org.sanwei.gateway.sandbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * WeCom's counting: so many messages a minute to one member, so many person-sends a day over all.
 * Minutes and days are UTC's.
 */
final class SendBudget {
  private final int perMemberMinute;
  private final int personSendsADay;
  private Instant minute = Instant.EPOCH;
  private Instant day = Instant.EPOCH;
  private final Map<String, Integer> thisMinute = new HashMap<>();
  private int today;

  SendBudget(int perMemberMinute, int personSendsADay) {
    this.perMemberMinute = perMemberMinute;
    this.personSendsADay = personSendsADay;
  }

  /** Counts the call when it still fits the day. */
  synchronized boolean mayCall(int persons, Instant now) {
    Instant nowDay = now.truncatedTo(ChronoUnit.DAYS);
    if (!nowDay.equals(day)) {
      day = nowDay;
      today = 0;
    }
    if (today + persons > personSendsADay) {
      return false;
    }
    today += persons;
    return true;
  }

  /**
   * Whether this one still reaches the member; beyond the minute's measure it silently does not.
   */
  synchronized boolean reaches(String userId, Instant now) {
    Instant nowMinute = now.truncatedTo(ChronoUnit.MINUTES);
    if (!nowMinute.equals(minute)) {
      minute = nowMinute;
      thisMinute.clear();
    }
    return thisMinute.merge(userId.toLowerCase(Locale.ROOT), 1, Integer::sum) <= perMemberMinute;
  }
}
