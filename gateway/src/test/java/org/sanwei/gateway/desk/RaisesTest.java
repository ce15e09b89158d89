package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.desk.Samples.NOON;
import static org.sanwei.gateway.desk.Samples.card;
import static org.sanwei.gateway.desk.Samples.newId;
import static org.sanwei.gateway.desk.Samples.open;
import static org.sanwei.gateway.desk.Samples.reception;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Urgency;
import org.sanwei.gateway.people.Forbidden;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.Standing;
import org.sanwei.routes.message.Wire;

class RaisesTest {
  private static final byte[] PAGE = "一页图".repeat(100_000).getBytes(StandardCharsets.UTF_8);

  private final TestDesk desk = new TestDesk();
  private final KeptEnvelopes line = new KeptEnvelopes();
  private final List<ArrivalId> purged = new ArrayList<>();
  private final Raises raises =
      new Raises(
          desk.jdbc,
          desk.transaction,
          desk.ledger,
          line,
          id -> {
            purged.add(id);
            return List.of("b-1");
          },
          desk.changed::add,
          TestDesk.SETTINGS,
          desk.clock,
          1 << 20);
  private final Person officer = desk.person("zhiban", "李值守", Role.DUTY_OFFICER);
  private final Reception reception = reception(newId(), NOON);

  @BeforeEach
  void anOpenItemIsClaimed() {
    desk.register.settle(
        open(
            reception,
            Urgency.NONE,
            "集结地点",
            "今晚八点东门",
            List.of(new Evidence("urgency", "body", 0, 2, "今晚")),
            List.of(new Attachment("page.tif", "image/tiff", PAGE))));
    desk.inbox.claim(officer, ref(), 0);
  }

  @Test
  void itIsHeldFromNowOnUnderItsNumberAndTheAccountBalances() {
    Row before = row();

    Acted acted = raises.raise(officer, ref());

    assertThat(acted).isInstanceOf(Acted.Done.class);
    Row after = row();
    assertThat(after.outcome()).isEqualTo(Outcome.HELD);
    assertThat(after.reason()).isEqualTo("suspect");
    assertThat(after.words()).isNull();
    assertThat(after.number()).isEqualTo(before.number());
    assertThat(after.receivedAt()).isEqualTo(before.receivedAt());
    assertThat(desk.accounts.total()).isEqualTo(new Account(1, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void noRowOfTheDatabaseHoldsItsWords() {
    raises.raise(officer, ref());

    for (String table : List.of("item_part", "item_evidence", "item_attachment_chunk")) {
      assertThat(desk.count("select count(*) from " + table)).as(table).isZero();
    }
    assertThat(desk.jdbc.sql("select i::text from item i").query(String.class).list())
        .noneMatch(text -> text.contains("集结") || text.contains("东门"));
    assertThat(desk.inbox.list(officer, Filter.ALL, "集结", null, 10)).isEmpty();
  }

  @Test
  void everythingThatTheDeskHadGoesToTheOfficers() {
    raises.raise(officer, ref());

    assertThat(line.left).hasSize(1);
    Dossier dossier = line.sealed.get(0);
    assertThat(dossier.subject()).isEqualTo("集结地点");
    DeskEntry.OpenItem whole = Wire.decode(dossier.raw(), DeskEntry.OpenItem.class);
    assertThat(whole.attachments())
        .singleElement()
        .satisfies(page -> assertThat(page.bytes()).isEqualTo(PAGE));
  }

  @Test
  void whoRaisedItAndWhoSawItStandsInTheLedger() {
    desk.inbox.view(officer, ref());

    raises.raise(officer, ref());

    List<LedgerEvent> trail = desk.ledger.of(reception.id());
    assertThat(trail)
        .filteredOn(event -> event.step() == Step.RAISED)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.actor()).isEqualTo(officer.actor());
              assertThat(event.facts()).containsEntry("drafts", "b-1");
            });
    assertThat(trail).extracting(LedgerEvent::step).contains(Step.VIEWED);
  }

  @Test
  void draftsAreEmptiedBeforeItsLockAndAgainUnderIt() {
    raises.raise(officer, ref());
    raises.raise(officer, ref());

    assertThat(purged)
        .as("and not again once it is raised")
        .hasSize(2)
        .containsOnly(reception.id());
  }

  @Test
  void raisingAgainIsDoneAlreadyAndSealsNothing() {
    raises.raise(officer, ref());

    assertThat(raises.raise(officer, ref())).isInstanceOf(Acted.Done.class);
    assertThat(line.left).hasSize(1);
  }

  @Test
  void whatIsNotOpenIsNotTouched() {
    Reception held = reception(newId(), NOON);
    desk.register.settle(card(held, Outcome.CLASSIFIED, "mark"));

    raises.raise(officer, ItemRef.parse(held.id().hex()).orElseThrow());

    assertThat(line.left).isEmpty();
    assertThat(desk.count("select count(*) from item where outcome = 'CLASSIFIED'")).isOne();
  }

  @Test
  void whenTheEnvelopeCannotBeKeptTheItemStaysAsItWas() {
    Raises failing =
        new Raises(
            desk.jdbc,
            desk.transaction,
            desk.ledger,
            new FullOutbox(),
            DraftPurge.NOTHING,
            desk.changed::add,
            TestDesk.SETTINGS,
            desk.clock,
            1 << 20);

    assertThatThrownBy(() -> failing.raise(officer, ref()))
        .isInstanceOf(IllegalStateException.class);

    assertThat(row().isOpen()).isTrue();
    assertThat(desk.count("select count(*) from item_part")).isEqualTo(2);
  }

  @Test
  void whatIsTooLargeToBeSealedIsHiddenAtOnceAndSaysWhatToDo() {
    Acted acted = small().raise(officer, ref());

    assertThat(acted.code()).isEqualTo("too-large");
    assertThat(row().isOpen()).isFalse();
    assertThat(row().words()).isNull();
    assertThat(row().move()).isEqualTo("hidden");
    Item item = desk.inbox.view(officer, ref()).orElseThrow();
    assertThat(item.parts()).isEmpty();
    assertThat(item.attachments()).isEmpty();
    assertThat(desk.inbox.attachment(officer, ref(), 1)).isEmpty();
    assertThat(desk.inbox.chunk(officer, reception.id(), 1, 0)).isEmpty();
    assertThat(desk.inbox.list(officer, Filter.ALL, "集结", null, 10)).isEmpty();
    assertThat(desk.inbox.claim(officer, ref(), row().work().version()))
        .isInstanceOf(Acted.NotOpen.class);
    assertThat(purged).as("its drafts are emptied with it").isNotEmpty();
    assertThat(line.left).isEmpty();
    assertThat(desk.accounts.total()).isEqualTo(new Account(1, 0, 1, 0, 0, 0, 0));
  }

  @Test
  void whoRaisesItAgainWithMoreMemorySealsAllOfIt() {
    small().raise(officer, ref());
    small().raise(officer, ref());

    Acted acted = raises.raise(officer, ref());

    assertThat(acted).isInstanceOf(Acted.Done.class);
    assertThat(row().outcome()).isEqualTo(Outcome.HELD);
    assertThat(row().hidden()).isFalse();
    assertThat(line.sealed.get(0).subject()).isEqualTo("集结地点");
    assertThat(desk.count("select count(*) from item_part")).isZero();
    assertThat(desk.ledger.of(reception.id()))
        .filteredOn(event -> event.step() == Step.RAISED)
        .as("hidden once, sealed once")
        .hasSize(2);
  }

  @Test
  void whenTheHeapIsFullAtThatMomentItIsHiddenAllTheSame() {
    Raises full =
        raises(
            new Raising() {
              @Override
              public Envelope seal(Standing standing, Dossier dossier) {
                throw new OutOfMemoryError("Java heap space");
              }

              @Override
              public void leave(Standing standing, Envelope envelope) {
                throw new AssertionError("nothing was sealed");
              }
            },
            1 << 20);

    assertThat(full.raise(officer, ref())).isInstanceOf(Acted.TooLarge.class);

    assertThat(row().isOpen()).isFalse();
    assertThat(desk.count("select count(*) from item_part")).as("nothing is lost").isEqualTo(2);
  }

  /** With a heap that bears less than the page of the item. */
  private Raises small() {
    return raises(line, PAGE.length);
  }

  private Raises raises(Raising raising, long mostBytes) {
    return new Raises(
        desk.jdbc,
        desk.transaction,
        desk.ledger,
        raising,
        id -> {
          purged.add(id);
          return List.of("b-1");
        },
        desk.changed::add,
        TestDesk.SETTINGS,
        desk.clock,
        mostBytes);
  }

  @Test
  void itsCardSaysThatAPersonRaisedItAndNobodyHasItInHand() {
    raises.raise(officer, ref());

    assertThat(row().rules()).contains(Raises.RULE, "urgency");
    assertThat(row().work().state()).isEqualTo(State.NEW);
    assertThat(row().work().owner()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"SYSTEM_ADMINISTRATOR", "SECURITY_ADMINISTRATOR", "SECURITY_AUDITOR"})
  void noAdministratorMovesItems(Role role) {
    Person administrator = desk.person("guanli", "孙管理", role);

    assertThatThrownBy(() -> raises.raise(administrator, ref())).isInstanceOf(Forbidden.class);
  }

  private Row row() {
    return desk.inbox.row(officer, ref()).orElseThrow();
  }

  private ItemRef ref() {
    ArrivalId id = reception.id();
    return ItemRef.parse(id.hex()).orElseThrow();
  }

  private static final class FullOutbox implements Raising {
    @Override
    public Envelope seal(Standing standing, Dossier dossier) {
      return new Envelope("sanwei.cipher.default", new byte[] {1}, "ab".repeat(32));
    }

    @Override
    public void leave(Standing standing, Envelope envelope) {
      throw new IllegalStateException("the disk is full");
    }
  }
}
