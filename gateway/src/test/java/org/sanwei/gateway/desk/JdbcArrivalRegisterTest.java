package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.desk.Samples.NOON;
import static org.sanwei.gateway.desk.Samples.card;
import static org.sanwei.gateway.desk.Samples.newId;
import static org.sanwei.gateway.desk.Samples.open;
import static org.sanwei.gateway.desk.Samples.reception;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.routes.flow.ArrivalRegister.Claim;
import org.sanwei.routes.flow.ArrivalSteps;
import org.sanwei.routes.flow.RegisterUnavailable;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.Standing;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class JdbcArrivalRegisterTest {
  private final TestDesk desk = new TestDesk();

  @Test
  void theFirstReceptionWinsAndALaterOneIsItsDuplicate() {
    ArrivalId id = newId();
    Reception first = reception(id, NOON);
    Reception second = reception(id, NOON.plusSeconds(5));

    assertThat(desk.register.book(first)).isEqualTo(Claim.FIRST);
    assertThat(desk.register.book(second)).isEqualTo(Claim.DUPLICATE);
    assertThat(desk.register.book(first)).as("a redelivery").isEqualTo(Claim.FIRST);
    assertThat(desk.register.book(second)).as("a redelivery").isEqualTo(Claim.DUPLICATE);

    assertThat(desk.count("select count(*) from item")).isEqualTo(1);
    assertThat(desk.count("select count(*) from reception where duplicate")).isEqualTo(1);
    assertThat(desk.accounts.total()).isEqualTo(new Account(2, 1, 0, 0, 0, 0, 1));
  }

  @Test
  void numbersHaveNoGapsWhenManyBookTheSameThingsAtOnce() throws Exception {
    long seed = 20261122;
    List<Reception> receptions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ArrivalId id = newId();
      Reception first = reception(id, NOON);
      receptions.addAll(List.of(first, first, reception(id, NOON)));
    }
    Collections.shuffle(receptions, new Random(seed));

    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Callable<Claim>> bookings =
        receptions.stream().<Callable<Claim>>map(r -> () -> desk.register.book(r)).toList();
    for (Future<Claim> booked : threads.invokeAll(bookings)) {
      booked.get();
    }
    threads.shutdown();

    List<Integer> numbers =
        desk.jdbc.sql("select number from item order by number").query(Integer.class).list();
    assertThat(numbers)
        .as("seed %d", seed)
        .isEqualTo(IntStream.rangeClosed(1, 40).boxed().toList());
    assertThat(desk.accounts.total()).isEqualTo(new Account(80, 40, 0, 0, 0, 0, 40));
    List<Long> sequences =
        desk.jdbc
            .sql("select sequence from ledger_event where origin = 'desk/370900' order by 1")
            .query(Long.class)
            .list();
    assertThat(sequences).isEqualTo(IntStream.range(0, 40).mapToObj(Long::valueOf).toList());
  }

  @Test
  void numbersStartAgainWithTheTradeYear() {
    Reception lastOfTheYear = reception(newId(), Instant.parse("2026-12-31T15:59:59Z"));
    Reception firstOfTheNext = reception(newId(), Instant.parse("2026-12-31T16:00:00Z"));

    desk.register.book(reception());
    desk.register.book(lastOfTheYear);
    desk.register.book(firstOfTheNext);

    assertThat(
            desk.jdbc
                .sql("select year || '-' || number from item order by year, number")
                .query(String.class)
                .list())
        .containsExactly("2026-1", "2026-2", "2027-1");
  }

  @Test
  void settlingBooksFirstKeepsTheTextAndIsDoneOnce() {
    byte[] bytes = new byte[OpenTexts.CHUNK_BYTES + 7];
    Arrays.fill(bytes, (byte) 7);
    Reception reception = reception();
    DeskEntry.OpenItem item =
        open(
            reception,
            Urgency.IMMEDIATE,
            "特急 河西镇交通事故",
            "　　现将\n情况报告如下",
            List.of(new Evidence("urgency-immediate", "subject", 0, 2, "特急")),
            List.of(new Attachment("page.tif", "image/tiff", bytes)));

    desk.register.settle(item);
    desk.register.settle(item);

    assertThat(desk.accounts.total()).isEqualTo(new Account(1, 0, 1, 0, 0, 0, 0));
    OpenTexts texts = new OpenTexts(desk.jdbc);
    assertThat(texts.parts(reception.id())).isEqualTo(item.parts());
    assertThat(texts.evidence(reception.id())).hasSize(1);
    assertThat(texts.attachments(reception.id()))
        .containsExactly(new Item.AttachmentFacts(1, "page.tif", "image/tiff", bytes.length));
    assertThat(texts.chunk(reception.id(), 1, 0)).hasSize(OpenTexts.CHUNK_BYTES);
    assertThat(texts.chunk(reception.id(), 1, 1)).hasSize(7);
    assertThat(texts.chunk(reception.id(), 1, 2)).isEmpty();
    assertThat(desk.jdbc.sql("select opening from item").query(String.class).single())
        .isEqualTo("现将 情况报告如下");
    assertThat(desk.jdbc.sql("select salt from item").query(byte[].class).single())
        .isEqualTo(Samples.SALT);
    assertThat(desk.changed).containsOnly(reception.id());
  }

  @Test
  void theOutcomeOfADuplicateChangesNothing() {
    ArrivalId id = newId();
    desk.register.settle(card(reception(id, NOON), Outcome.HELD, "unread"));

    desk.register.settle(open(reception(id, NOON), "subject", "body"));

    assertThat(desk.accounts.total()).isEqualTo(new Account(2, 0, 0, 1, 0, 0, 1));
    assertThat(desk.count("select count(*) from item_part")).isZero();
  }

  @Test
  void whatPostgresCannotStoreIsReplacedPointForPoint() {
    Reception reception = reception();

    desk.register.settle(open(reception, "a\u0000b", "x\uD800y𠮷z"));

    assertThat(new OpenTexts(desk.jdbc).parts(reception.id()))
        .extracting(Part::text)
        .containsExactly("a\uFFFDb", "x\uFFFDy𠮷z");
  }

  @Test
  void anArrivedEventBooksAndTheSameEventAgainChangesNothing() {
    Reception reception = reception();
    LedgerEvent arrived = event(reception, 0, Step.ARRIVED, ArrivedFacts.of(reception));
    LedgerEvent judged = event(reception, 1, Step.JUDGED, Map.of("outcome", "OPEN"));

    desk.register.append(arrived);
    desk.register.append(arrived);
    desk.register.append(judged);
    desk.register.append(judged);

    assertThat(desk.accounts.total()).isEqualTo(new Account(1, 1, 0, 0, 0, 0, 0));
    assertThat(desk.ledger.of(reception.id()))
        .extracting(LedgerEvent::step)
        .containsExactlyInAnyOrder(Step.ARRIVED, Step.REGISTERED, Step.JUDGED);
    assertThat(desk.ledger.of(reception.id())).contains(arrived, judged);
    assertThat(desk.jdbc.sql("select kind from item").query(String.class).single())
        .isEqualTo("FAX");
  }

  @Test
  void aHeadThatWasReadShowsUrgencyAndPagesUntilTheVerdict() {
    Reception reception = reception();
    LedgerEvent head =
        event(
            reception,
            1,
            Step.HEAD_READ,
            Map.of(ArrivalSteps.URGENCY, "IMMEDIATE", ArrivalSteps.PAGES, "12"));
    desk.register.book(reception);

    desk.register.append(head);
    desk.register.append(head);

    assertThat(
            desk.jdbc.sql("select urgency || ' ' || pages from item").query(String.class).single())
        .isEqualTo("IMMEDIATE 12");
    assertThat(desk.accounts.total()).isEqualTo(new Account(1, 1, 0, 0, 0, 0, 0));
    assertThatThrownBy(
            () ->
                desk.register.append(
                    event(reception, 2, Step.HEAD_READ, Map.of(ArrivalSteps.URGENCY, "机密"))))
        .isInstanceOf(RegisterRefused.class);
  }

  @Test
  void anEntryThatContradictsItselfIsRefusedAndNothingIsWritten() {
    Reception reception = reception();
    Standing classified =
        new Standing(
            reception,
            Outcome.OPEN,
            "none",
            new Label(Sensitivity.SECRET, Urgency.NONE, null),
            List.of(),
            Samples.POLICY,
            1,
            null);

    assertThatThrownBy(
            () ->
                desk.register.settle(
                    new DeskEntry.OpenItem(
                        classified,
                        "CANARY-7",
                        "CANARY-7",
                        List.of(),
                        List.of(),
                        List.of(),
                        Samples.SALT)))
        .isInstanceOf(RegisterRefused.class)
        .hasMessageNotContaining("CANARY");
    assertThatThrownBy(
            () -> desk.register.append(event(reception, 0, Step.ARRIVED, Map.of("kind", "FAX"))))
        .isInstanceOf(RegisterRefused.class)
        .hasMessageContaining("channel");

    assertThat(desk.accounts.total().arrived()).isZero();
  }

  @Test
  void theDatabaseItselfRefusesContentOfWhatIsNotOpenAndTheErrorHoldsNoneOfIt() {
    Reception reception = reception();
    desk.register.settle(card(reception, Outcome.CLASSIFIED, "mark"));

    for (String forbidden :
        List.of(
            "update item set subject = 'CANARY-7'",
            "update item set opening = 'CANARY-7'",
            "update item set state = 'CLOSED'",
            "insert into item_part (arrival_id, ordinal, name, place, text)"
                + " select arrival_id, 1, 'body', 'BODY', 'CANARY-7' from item",
            "insert into item_attachment (arrival_id, ordinal, name, media_type, size_bytes)"
                + " select arrival_id, 1, 'CANARY-7', 'a/b', 1 from item")) {
      assertThatThrownBy(
              () -> Trouble.transaction(desk.transaction, () -> desk.jdbc.sql(forbidden).update()))
          .as(forbidden)
          .isInstanceOf(RegisterRefused.class)
          .hasMessageNotContaining("CANARY")
          .hasNoCause();
    }
  }

  @Test
  void aCardLeavesNothingButItsClearFactsInAnyTable() {
    Reception reception = reception();

    desk.register.settle(card(reception, Outcome.SPILL, "ceiling"));

    assertThat(desk.count("select count(*) from item where subject is null and sender is null"))
        .isEqualTo(1);
    assertThat(
            desk.count(
                "select (select count(*) from item_part) + (select count(*) from item_attachment)"
                    + " + (select count(*) from item_evidence)"))
        .isZero();
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsUnavailable() {
    DriverManagerDataSource nobody =
        new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none", "u", "p");
    TestDesk cut = new TestDesk(nobody);

    assertThatThrownBy(() -> cut.register.book(reception()))
        .isInstanceOf(RegisterUnavailable.class);
    assertThat(cut.changed).isEmpty();
  }

  @Test
  void aConnectionThatDiesInTheMiddleIsUnavailableAndNothingIsWritten() {
    Reception reception = reception();

    assertThatThrownBy(
            () ->
                Trouble.transaction(
                    desk.transaction,
                    () -> {
                      desk.jdbc
                          .sql("insert into number_counter values ('370900', 2026, 99)")
                          .update();
                      return desk.jdbc
                          .sql("select pg_terminate_backend(pg_backend_pid())")
                          .query(Boolean.class)
                          .single();
                    }))
        .isInstanceOf(RegisterUnavailable.class);

    desk.register.book(reception);
    assertThat(desk.jdbc.sql("select number from item").query(Integer.class).single()).isEqualTo(1);
  }

  private static LedgerEvent event(
      Reception reception, long sequence, Step step, Map<String, String> facts) {
    return new LedgerEvent(
        LedgerEvent.VERSION,
        "reception/" + reception.reception(),
        sequence,
        reception.receivedAt(),
        step,
        reception.unit(),
        "service/gateway",
        reception.id(),
        null,
        Samples.POLICY,
        facts);
  }
}
