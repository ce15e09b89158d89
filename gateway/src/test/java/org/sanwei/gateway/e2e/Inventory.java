package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.sanwei.gateway.e2e.Bureau.Bulletin;
import org.sanwei.gateway.e2e.Bureau.Delivery;
import org.sanwei.gateway.e2e.LeakScan.Find;
import org.sanwei.gateway.sandbox.PhoneBook;
import org.sanwei.gateway.sandbox.Phones.Received;
import org.sanwei.routes.message.Dossier;

/**
 * What must be true of an office at rest, whatever happened to it: all that its sources handed over
 * is exactly once in its place, its bulletins stand as their people were told, its accounts balance
 * and no file of it holds a secret.
 */
final class Inventory {
  private static final List<String> STATES =
      List.of("", "DRAFT", "IN_REVIEW", "REVIEWED", "SIGNED");

  private final Counterparties others;
  private final Traffic traffic;
  private final Bureau bureau;
  private final Register register;
  private final CipherLine line;
  private final Exposed exposed;
  private final Answers answers;

  /** Envelopes that were opened before: opening costs, and an envelope never changes. */
  private final Map<ByteBuffer, Dossier> opened = new LinkedHashMap<>();

  Inventory(Office office, Counterparties others, Traffic traffic, Bureau bureau) {
    this.others = others;
    this.traffic = traffic;
    this.bureau = bureau;
    this.register = new Register(office);
    this.line = new CipherLine(office);
    this.exposed = new Exposed(office, others);
    this.answers = new Answers(others, register);
  }

  /** Sources send again what was not acknowledged; then everything is looked for. */
  void everythingIsOnceInItsPlace() throws JMSException, IOException {
    Audit audit = atRest();
    assertThat(audit.lost()).as("lost").isEmpty();
    assertThat(audit.doubled()).as("doubled").isEmpty();
    assertThat(audit.astray()).as("astray").isEmpty();
    theAccountsBalance();
  }

  /**
   * Sources send again what was not acknowledged until nothing is on its way any more; what is
   * missing after {@link Await#PATIENCE} is lost.
   */
  Audit atRest() throws JMSException, IOException {
    Await.until(
        "every source is rid of its messages",
        () -> {
          traffic.repeat();
          return traffic.acknowledged();
        });
    try {
      Await.until(
          "all have arrived",
          () ->
              register.answers()
                  && register.numbers().size() >= traffic.all().size() - traffic.undue());
      Await.until("nothing waits", () -> register.account().waiting() == 0);
      Await.until("every step is written down", () -> register.receptionsWithoutSteps() == 0);
      return inPlace();
    } catch (ConditionTimeoutException e) {
      // What is missing now is what the audit says.
      return audit();
    }
  }

  /** The audit that misses nothing, and no later one: half a text may have become due since. */
  private Audit inPlace() {
    return await("everything is in its place")
        .atMost(Await.PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(this::audit, audit -> audit.lost().isEmpty());
  }

  /**
   * Every number once, and every arrival in one column of the account. Half a text may go on
   * between two looks: then both are taken again.
   */
  void theAccountsBalance() {
    await("the accounts balance")
        .atMost(Await.PATIENCE)
        .pollDelay(Duration.ZERO)
        .untilAsserted(() -> balance(audit()));
  }

  private void balance(Audit audit) {
    assertThat(register.numbers())
        .as("numbers without gaps")
        .isEqualTo(IntStream.rangeClosed(1, audit.items()).boxed().toList());
    Register.Account account = register.account();
    assertThat(account.placed()).as("the account").isEqualTo(account.arrived());
    assertThat(account.open() + account.held() + account.classified()).isEqualTo(audit.items());
    assertThat(register.originsWithGaps()).as("gaps in the ledger").isZero();
  }

  /** Where every message is now. */
  private Audit audit() throws JMSException, IOException {
    return Audit.of(traffic.all(), register.openTexts(), closed());
  }

  /** What officers have, on their line or taken over from it. */
  private List<Dossier> closed() throws JMSException, IOException {
    List<byte[]> envelopes = new ArrayList<>(line.envelopes(Office.OFFICER_A, CipherLine.DEFAULT));
    envelopes.addAll(line.takenOver(Office.OFFICER_A));
    List<byte[]> fresh =
        envelopes.stream().filter(e -> !opened.containsKey(ByteBuffer.wrap(e))).toList();
    List<Dossier> dossiers = line.opened(Office.OFFICER_A, fresh);
    for (int i = 0; i < fresh.size(); i++) {
      opened.put(ByteBuffer.wrap(fresh.get(i)), dossiers.get(i));
    }
    return envelopes.stream().map(e -> opened.get(ByteBuffer.wrap(e))).toList();
  }

  /** In no file that the gateway ever wrote, in no writing; sources keep what they still hold. */
  void noFileHoldsASecret() {
    assertThat(leaksAfterAKill()).isEmpty();
  }

  /** Secrets in files, right after a kill. */
  List<Find> leaksAfterAKill() {
    return exposed.inFilesAfterAKill(traffic.secrets());
  }

  /**
   * Secrets anywhere that is not the officers', with the own pages of the last {@code most} closed
   * items.
   */
  List<Find> leaks(int most) throws IOException {
    List<String> ids =
        opened.values().stream().map(d -> d.reception().id().hex()).distinct().toList();
    return exposed.everywhere(
        traffic.secrets(), ids.subList(Math.max(0, ids.size() - most), ids.size()));
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

  /**
   * Every slip that was kept with an answer is there, and what no slip may keep is not.
   *
   * @return a sentence for each that is not so
   */
  List<String> slipsThatAreNotAsTold() throws IOException {
    List<String> faults = traffic.pad().faults();
    traffic.pad().discardAll();
    return faults;
  }

  /**
   * Every sender was answered as the register says, once what is on its way has come. Half a text
   * may be held, and answered, between two looks: then both are taken again.
   *
   * @return a sentence for each that was not
   */
  List<String> answersThatAreNotAsBooked(int kills) throws JMSException, IOException {
    try {
      Await.until("every sender is answered", () -> answers.faults(audit(), kills).isEmpty());
      return List.of();
    } catch (ConditionTimeoutException e) {
      return answers.faults(audit(), kills);
    }
  }

  /** How answers to senders stand now. */
  Answers.Tally answers() {
    return answers.tally();
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
}
