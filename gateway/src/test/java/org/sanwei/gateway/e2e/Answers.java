package org.sanwei.gateway.e2e;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sanwei.gateway.e2e.Postbox.Letter;
import org.sanwei.gateway.e2e.Register.Notified;
import org.sanwei.routes.message.Notice;

/**
 * What senders were answered, against what the register says of it: one receipt for each arrival of
 * a channel that answers, none lost, none twice, none to anybody else. What stands as unknown may
 * have come or not, and comes to at most one for each kill, since they are sent one after the
 * other.
 */
record Answers(Counterparties others, Register register) {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Set<String> SURELY_NOT = Set.of("WAITING", "FAILED", "WITHHELD");
  private static final Set<String> NOBODY_KNOWS = Set.of("SENDING", "UNKNOWN");

  /** How they stand. */
  record Tally(int sent, int unknown, int waiting) {
    Tally plus(Tally other) {
      return new Tally(sent + other.sent, unknown + other.unknown, waiting + other.waiting);
    }
  }

  Tally tally() {
    List<Notified> all = register.notices();
    return new Tally(
        count(all, Set.of("SENT")), count(all, NOBODY_KNOWS), count(all, Set.of("WAITING")));
  }

  private static int count(List<Notified> all, Set<String> states) {
    return (int) all.stream().filter(one -> states.contains(one.state())).count();
  }

  /**
   * A sentence for each that is not as it must be.
   *
   * @param kills how often something was killed so far
   */
  List<String> faults(Audit audit, int kills) {
    Map<String, List<Notified>> notices = new HashMap<>();
    List<Notified> all = register.notices();
    all.forEach(one -> notices.computeIfAbsent(one.id(), id -> new ArrayList<>()).add(one));
    Set<String> answered = new TreeSet<>();
    List<String> faults = new ArrayList<>();
    int expected = 0;
    for (Map.Entry<Sent, Set<String>> each : audit.arrivals().entrySet()) {
      Sent sent = each.getKey();
      if (!sent.way.answered()) {
        continue;
      }
      List<String> said = said(sent);
      expected += said.size();
      int found = 0;
      for (String id : each.getValue()) {
        answered.add(id);
        List<Notified> own = notices.getOrDefault(id, List.of());
        if (own.size() != 1) {
          faults.add(own.size() + " receipts are booked for " + sent);
          continue;
        }
        long times = said.stream().filter(text -> text.contains(words(own.get(0)))).count();
        found += (int) times;
        faults.addAll(judged(sent, own.get(0), times));
      }
      if (found != said.size()) {
        faults.add("another answer than its own came to the sender of " + sent);
      }
    }
    if (others.answers().letters().size() + answersByText() != expected) {
      faults.add("an answer came to somebody who sent nothing");
    }
    if (!answered.containsAll(notices.keySet())) {
      faults.add("a receipt is booked for what nobody is answered");
    }
    if (count(all, NOBODY_KNOWS) > kills) {
      faults.add(count(all, NOBODY_KNOWS) + " receipts of which nobody knows");
    }
    return faults;
  }

  private static List<String> judged(Sent sent, Notified notice, long times) {
    List<String> faults = new ArrayList<>();
    String is = " for " + sent + ", which is " + notice.state() + " " + notice.code();
    boolean unknown = NOBODY_KNOWS.contains(notice.state());
    if (notice.state().equals("SENT") && times == 0) {
      faults.add("no receipt came" + is);
    }
    if (times > 1 || (times > 0 && SURELY_NOT.contains(notice.state()))) {
      faults.add(times + " receipts came" + is);
    }
    if (notice.overdue() || (!unknown && Set.of("FAILED", "WITHHELD").contains(notice.state()))) {
      faults.add("no receipt goes" + is);
    }
    return faults;
  }

  private static String words(Notified notice) {
    return new Notice.Received(notice.year(), notice.number(), notice.receivedAt()).words(ZONE);
  }

  private List<String> said(Sent sent) {
    if (!sent.way.mailed()) {
      return others.phones().smsOf(sent.sender.address()).stream().map(r -> r.text()).toList();
    }
    String address = sent.sender.address() + "@senders.invalid";
    return others.answers().letters().stream()
        .filter(letter -> letter.to().equals(address))
        .filter(letter -> letter.from().startsWith("<>"))
        .filter(letter -> letter.inReplyTo().equals(sent.sender.messageId()))
        .map(Letter::text)
        .toList();
  }

  /** Leaders get bulletins, and no receipts. */
  private long answersByText() {
    return others.phones().all().stream()
        .filter(received -> received.text().contains("受理号"))
        .count();
  }
}
