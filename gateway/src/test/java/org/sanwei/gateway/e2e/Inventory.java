package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.gateway.e2e.Bureau.Bulletin;
import org.sanwei.gateway.e2e.Bureau.Delivery;
import org.sanwei.gateway.e2e.Traffic.Sent;
import org.sanwei.gateway.sandbox.PhoneBook;
import org.sanwei.gateway.sandbox.Phones.Received;
import org.sanwei.routes.message.Dossier;

/**
 * What must be true of an office at rest, whatever happened to it: all that its sources handed over
 * is exactly once in its place, its bulletins stand as their people were told, its accounts balance
 * and no file of it holds a secret.
 */
record Inventory(Office office, Counterparties others, Traffic traffic, Bureau bureau) {
  private static final List<String> STATES =
      List.of("", "DRAFT", "IN_REVIEW", "REVIEWED", "SIGNED");

  /** Sources send again what was not acknowledged; then everything is looked for. */
  void everythingIsOnceInItsPlace() throws JMSException, IOException {
    Register register = new Register(office);
    Await.until(
        "every source is rid of its messages",
        () -> {
          traffic.repeat();
          return traffic.acknowledged() && others.mail().inInbox() == 0;
        });
    int sent = traffic.all().size();
    Await.until(
        "the register has all " + sent,
        () -> register.answers() && register.numbers().size() >= sent);
    Await.until("nothing waits", () -> register.account().waiting() == 0);
    Await.until("every step is written down", () -> register.receptionsWithoutSteps() == 0);

    CipherLine line = new CipherLine(office);
    Map<String, List<String>> open = register.openTexts();
    List<Dossier> closed = line.dossiers(Office.OFFICER_A, CipherLine.DEFAULT);
    closed.addAll(line.takenOver(Office.OFFICER_A));
    assertThat(closed).extracting(dossier -> dossier.reception().id()).doesNotHaveDuplicates();
    for (Sent message : traffic.all()) {
      assertPlace(message, open, closed);
    }

    assertThat(register.numbers()).isEqualTo(IntStream.rangeClosed(1, sent).boxed().toList());
    Register.Account account = register.account();
    assertThat(account.placed()).isEqualTo(account.arrived());
    assertThat(account.open() + account.held() + account.classified()).isEqualTo(sent);
    assertThat(register.originsWithGaps()).isZero();
  }

  /** In no file that the gateway ever wrote, in no writing. */
  void noFileHoldsASecret() {
    assertThat(new LeakScan(traffic.secrets()).below(office.root())).isEmpty();
  }

  /**
   * Every bulletin is as far as its person was told, or one act further when the answer to that act
   * was lost. What was signed is on each phone exactly once, or stands as unknown; what was not
   * signed is on none.
   */
  void everyBulletinIsAsItsPeopleWereTold() throws IOException {
    List<Integer> issues = new ArrayList<>();
    for (Bulletin bulletin : bureau.all()) {
      if (bulletin.id().isEmpty()) {
        assertThat(bureau.storedWith(bulletin.words.sms())).isLessThanOrEqualTo(1);
        assertThat(onAnyPhone(bulletin)).isEmpty();
        continue;
      }
      JsonNode stored = bureau.stored(bulletin);
      int told = STATES.indexOf(bulletin.told());
      assertThat(STATES.indexOf(stored.path("state").asText()))
          .as("%s", bulletin)
          .isBetween(told, told + (bulletin.asked() ? 1 : 0));
      if (stored.path("state").asText().equals("SIGNED")) {
        issues.add(Integer.valueOf(stored.path("issue").asText().split("-", -1)[1]));
        assertOnceOrUnknown(bulletin, stored.path("recipients").size());
      } else {
        assertThat(onAnyPhone(bulletin)).as("%s", bulletin).isEmpty();
      }
    }
    assertThat(issues)
        .as("issue numbers without gaps")
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, issues.size()).boxed().toList());
  }

  /** How many sends stand as unknown. */
  long unknownSends() throws IOException {
    long unknown = 0;
    for (Bulletin bulletin : bureau.all()) {
      if (!bulletin.id().isEmpty()) {
        unknown +=
            bureau.deliveries(bulletin).stream().filter(d -> d.state().equals("UNKNOWN")).count();
      }
    }
    return unknown;
  }

  private void assertOnceOrUnknown(Bulletin bulletin, int leaders) throws IOException {
    List<Delivery> deliveries = bureau.awaitRest(bulletin);
    assertThat(deliveries)
        .as("%s by two outlets", bulletin)
        .hasSizeGreaterThanOrEqualTo(2 * leaders);
    for (PhoneBook.Owner leader : PhoneBook.invented().owners()) {
      assertPhone(bulletin, deliveries, "sms", leader, others.phones().smsOf(leader.number()));
      assertPhone(bulletin, deliveries, "wecom", leader, others.phones().wecomOf(leader.userId()));
    }
  }

  private static void assertPhone(
      Bulletin bulletin,
      List<Delivery> deliveries,
      String outlet,
      PhoneBook.Owner leader,
      List<Received> received) {
    List<String> states =
        deliveries.stream()
            .filter(d -> d.outlet().equals(outlet) && d.name().equals(leader.name()))
            .map(Delivery::state)
            .toList();
    int sure = (int) states.stream().filter(s -> !s.equals("UNKNOWN")).count();
    assertThat(states)
        .as("%s over %s", bulletin, outlet)
        .isSubsetOf("DELIVERED", "ACCEPTED", "UNKNOWN");
    assertThat(received.stream().filter(text -> holds(text, bulletin)).count())
        .as("%s over %s, which stands as %s", bulletin, outlet, states)
        .isBetween((long) sure, (long) states.size());
  }

  private List<Received> onAnyPhone(Bulletin bulletin) {
    return others.phones().all().stream().filter(text -> holds(text, bulletin)).toList();
  }

  private static boolean holds(Received received, Bulletin bulletin) {
    return received.text().contains(bulletin.words.sms());
  }

  /** Exactly once, where it belongs, under the id that its source was told. */
  private static void assertPlace(
      Sent message, Map<String, List<String>> open, List<Dossier> closed) {
    List<String> onTheDesk =
        open.entrySet().stream()
            .filter(item -> holds(item.getValue(), message))
            .map(Map.Entry::getKey)
            .toList();
    List<String> onTheLine =
        closed.stream()
            .filter(dossier -> holds(dossier.parts().stream().map(Part::text).toList(), message))
            .filter(dossier -> dossier.verdict().outcome() == message.expected)
            .map(dossier -> dossier.reception().id().hex())
            .toList();
    List<String> here = message.expected == Outcome.OPEN ? onTheDesk : onTheLine;
    List<String> elsewhere = message.expected == Outcome.OPEN ? onTheLine : onTheDesk;
    assertThat(here).as("%s in its place", message).hasSize(1);
    assertThat(elsewhere).as("%s elsewhere", message).isEmpty();
    if (!message.id().isEmpty()) {
      assertThat(here).containsExactly(message.id());
    }
  }

  private static boolean holds(List<String> texts, Sent message) {
    return texts.stream().anyMatch(text -> text.contains(message.canary.words()));
  }
}
