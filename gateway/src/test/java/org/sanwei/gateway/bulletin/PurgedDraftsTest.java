package org.sanwei.gateway.bulletin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.gateway.bulletin.TestBulletins.done;
import static org.sanwei.gateway.bulletin.TestBulletins.why;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.gateway.desk.SpillTrail;
import org.sanwei.routes.message.ArrivalId;

class PurgedDraftsTest {
  private static final String WORDS = "今晚八点东门集结";

  private final TestBulletins office = new TestBulletins();
  private final PurgedDrafts drafts = new PurgedDrafts(office.desk.jdbc, office.clock);
  private final ArrivalId item = office.item("集结地点", Sensitivity.PUBLIC);

  @Test
  void noRowHoldsTheWordsOfAnUnsignedBulletinAndItsPageSaysSo() {
    Bulletin draft = done(office.bulletins.draft(office.drafter, office.draft(WORDS, item)));
    Bulletin reviewed = office.reviewed(office.draft(WORDS, item));

    List<String> emptied = purge(item);

    assertThat(emptied).containsExactlyInAnyOrder(draft.id().toString(), reviewed.id().toString());
    assertThat(office.desk.jdbc.sql("select b::text from bulletin b").query(String.class).list())
        .hasSize(2)
        .noneMatch(row -> row.contains("集结") || row.contains("汛情"));
    Bulletin now = office.bulletins.find(office.drafter, reviewed.id()).orElseThrow();
    assertThat(now.purged()).isTrue();
    assertThat(now.state()).isEqualTo(BulletinState.DRAFT);
    assertThat(now.version()).isGreaterThan(reviewed.version());
  }

  @Test
  void whatElsePeopleWroteStaysAsItWas() {
    ArrivalId other = office.item("水情", Sensitivity.PUBLIC);
    Bulletin elsewhere = done(office.bulletins.draft(office.drafter, office.draft(WORDS, other)));
    Bulletin ofNothing = done(office.bulletins.draft(office.drafter, office.draft(WORDS)));
    Bulletin reviewed = office.reviewed(office.draft(WORDS, item));
    Bulletin signed = done(office.bulletins.sign(office.leader, reviewed.id(), reviewed.version()));

    assertThat(purge(item)).isEmpty();

    for (Bulletin one : List.of(elsewhere, ofNothing, signed)) {
      assertThat(office.bulletins.find(office.drafter, one.id())).contains(one);
    }
  }

  @Test
  void theCheckListNamesIt() {
    done(office.bulletins.draft(office.drafter, office.draft(WORDS, item)));

    purge(item);

    assertThat(new Spreads(office.desk.jdbc).of(item))
        .singleElement()
        .satisfies(spread -> assertThat(spread.purged()).isTrue())
        .extracting(SpillTrail.Spread::state)
        .isEqualTo("DRAFT");
  }

  @Test
  void aPageThatWasOpenAllTheTimeCannotPutTheWordsBack() {
    Bulletin draft = done(office.bulletins.draft(office.drafter, office.draft(WORDS, item)));
    purge(item);

    Acted late =
        office.bulletins.edit(
            office.drafter, draft.id(), draft.version(), TestBulletins.words(WORDS), List.of());

    assertThat(why(late)).isEqualTo(Refusal.STALE_VERSION);
  }

  @Test
  void onceItsSourceIsOpenAgainItCanBeWrittenAnew() {
    Bulletin draft = done(office.bulletins.draft(office.drafter, office.draft(WORDS, item)));
    purge(item);

    Bulletin anew =
        done(
            office.bulletins.edit(
                office.drafter,
                draft.id(),
                draft.version() + 1,
                TestBulletins.words("三处河段超警。"),
                List.of()));

    assertThat(anew.purged()).isFalse();
  }

  private List<String> purge(ArrivalId id) {
    List<String> emptied = office.desk.transaction.execute(status -> drafts.purge(id));
    return emptied == null ? List.of() : emptied;
  }
}
