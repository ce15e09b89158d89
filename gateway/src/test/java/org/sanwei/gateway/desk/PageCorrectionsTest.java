package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.desk.Samples.NOON;
import static org.sanwei.gateway.desk.Samples.newId;
import static org.sanwei.gateway.desk.Samples.reception;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;
import org.sanwei.gateway.people.Forbidden;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.gateway.words.WordsJudge;
import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Reception;

/** Corrections judged by the shipped rules, over a real database. */
class PageCorrectionsTest {
  private final TestDesk desk = new TestDesk();
  private final KeptEnvelopes line = new KeptEnvelopes();
  private final OpenPages pages = new OpenPages(desk.jdbc);
  private final Person officer = desk.person("zhiban", "李值守", Role.DUTY_OFFICER);
  private final Reception reception = reception(newId(), NOON);
  private Policy policy;
  private Raises raises;
  private WordsJudge shipped;
  private PageCorrections corrections;

  @BeforeEach
  void anOpenFaxOfTwoPages(@TempDir Path config) throws Exception {
    ShippedConfig.copyTo(config);
    policy = ((Loading.Loaded<Policy>) PolicyLoader.load(config)).value();
    shipped = new Judge(policy)::judge;
    raises =
        new Raises(
            desk.jdbc,
            desk.transaction,
            desk.ledger,
            line,
            DraftPurge.NOTHING,
            desk.changed::add,
            TestDesk.SETTINGS,
            desk.clock,
            1 << 20);
    corrections = corrections(shipped);
    desk.register.settle(
        FaxPages.fax(
            reception,
            List.of("安?10年", "关于水库水位的报告", "水位己?超汛限1.2米"),
            List.of("联系人：王建国", "2026年7月22日")));
  }

  @Test
  void aCorrectionStandsBesideWhatWasRecognised() {
    Acted acted = corrections.correct(officer, ref(), 1, 3, "  水位已超汛限1.2米 ");

    assertThat(acted).isInstanceOf(Acted.Done.class);
    assertThat(pages.of(reception.id()).get(0).lines().get(2).text()).isEqualTo("水位己?超汛限1.2米");
    assertThat(pages.corrections(reception.id()))
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.text()).isEqualTo("水位已超汛限1.2米");
              assertThat(kept.person()).isEqualTo(officer.id());
            });
    assertThat(texts())
        .extracting(Part::text)
        .contains("安?10年\n关于水库水位的报告\n水位己?超汛限1.2米", "安?10年\n关于水库水位的报告\n水位已超汛限1.2米");
  }

  @Test
  void itStandsInTheLedgerByCommitmentOnly() {
    corrections.correct(officer, ref(), 2, 1, "联系人：王建军");

    assertThat(desk.ledger.of(reception.id()))
        .filteredOn(event -> event.step() == Step.CORRECTED)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.actor()).isEqualTo(officer.actor());
              assertThat(event.commitment()).isNotBlank();
              assertThat(event.facts()).containsEntry("page", "2").containsEntry("line", "1");
            });
    assertThat(desk.jdbc.sql("select e::text from ledger_event e").query(String.class).list())
        .noneMatch(text -> text.contains("王建军"));
  }

  @Test
  void theLastTakeOfALineCounts() {
    corrections.correct(officer, ref(), 2, 1, "联系人：王建军");
    corrections.correct(officer, ref(), 2, 1, "联系人：王建均");
    corrections.correct(officer, ref(), 2, 2, "2026年7月23日");

    assertThat(texts()).extracting(Part::text).contains("联系人：王建均\n2026年7月23日");
    assertThat(texts()).extracting(Part::text).noneMatch(text -> text.contains("王建军"));
    assertThat(desk.count("select count(*) from item_correction")).isEqualTo(3);
  }

  @Test
  void aMarkThatAPersonReadsRaisesTheItemAndIsNeverStored() {
    Acted acted = corrections.correct(officer, ref(), 1, 1, "机密★10年");

    assertThat(acted).isInstanceOf(Acted.Done.class);
    Row row = row();
    assertThat(row.outcome()).isEqualTo(Outcome.CLASSIFIED);
    assertThat(row.sensitivity()).isEqualTo(Sensitivity.SECRET);
    assertThat(row.rules()).contains("mark-secret", Raises.RULE);
    for (String table : List.of("item_part", "item_page", "item_correction", "item_evidence")) {
      assertThat(desk.count("select count(*) from " + table)).as(table).isZero();
    }
    Dossier dossier = line.sealed.get(0);
    assertThat(dossier.parts())
        .extracting(Part::text)
        .anyMatch(text -> text.startsWith("机密★10年\n关于水库"));
  }

  @Test
  void aMarkAboveTheCeilingIsASpillAndItsWordsAreNowhere() {
    PageCorrections capped = corrections(upTo(Sensitivity.WORK_SECRET)::judge);

    assertThat(tablesWith("水库")).as("what is looked for can be found").isNotEmpty();

    Acted acted = capped.correct(officer, ref(), 1, 1, "机密★10年");

    assertThat(acted).isInstanceOf(Acted.Done.class);
    Row row = row();
    assertThat(row.outcome()).isEqualTo(Outcome.SPILL);
    assertThat(row.reason()).isEqualTo("ceiling");
    assertThat(row.sensitivity()).isEqualTo(Sensitivity.SECRET);
    assertThat(row.words()).isNull();
    assertThat(desk.inbox.list(officer, Filter.OPEN, "", null, 10)).isEmpty();
    assertThat(pages.of(reception.id())).isEmpty();
    assertThat(line.left).as("one envelope, for the security officers").hasSize(1);
    assertThat(line.sealed.get(0).verdict().outcome()).isEqualTo(Outcome.SPILL);
    for (String words : List.of("★", "水库", "王建国", "超汛限")) {
      assertThat(tablesWith(words)).as(words).isEmpty();
    }
    assertThat(desk.ledger.of(reception.id())).anyMatch(event -> event.step() == Step.RAISED);
    assertThat(capped.correct(officer, ref(), 1, 1, "平件")).isInstanceOf(Acted.NotOpen.class);
  }

  @Test
  void anUrgencyThatAPersonReadsRaisesTheItemsUrgency() {
    corrections.correct(officer, ref(), 1, 1, "特急");

    Row row = row();
    assertThat(row.isOpen()).isTrue();
    assertThat(row.urgency()).isEqualTo(Urgency.IMMEDIATE);

    corrections.correct(officer, ref(), 1, 1, "平件");

    assertThat(row().urgency()).as("nothing lowers it").isEqualTo(Urgency.IMMEDIATE);
  }

  @Test
  void whoCorrectsAPageThatSomebodyElseCorrectsMeanwhileIsTold() {
    AtomicReference<Acted> between = new AtomicReference<>();
    PageCorrections slow =
        corrections(
            (content, arrival) -> {
              if (between.get() == null) {
                between.set(corrections.correct(officer, ref(), 1, 2, "关于水库水位的续报"));
              }
              return shipped.judge(content, arrival);
            });

    Acted acted = slow.correct(officer, ref(), 1, 3, "水位已超汛限1.2米");

    assertThat(between.get()).isInstanceOf(Acted.Done.class);
    assertThat(acted).isInstanceOf(Acted.Stale.class);
    assertThat(pages.corrections(reception.id())).hasSize(1);
  }

  @Test
  void whatWasRaisedMeanwhileIsNotWrittenTo() {
    PageCorrections slow =
        corrections(
            (content, arrival) -> {
              raises.raise(officer, ref());
              return shipped.judge(content, arrival);
            });

    Acted acted = slow.correct(officer, ref(), 1, 3, "水位已超汛限1.2米");

    assertThat(acted).isInstanceOf(Acted.NotOpen.class);
    assertThat(desk.count("select count(*) from item_correction")).isZero();
    assertThat(corrections.correct(officer, ref(), 1, 3, "x")).isInstanceOf(Acted.NotOpen.class);
  }

  @Test
  void whatIsNotThereIsNotCorrected() {
    assertThat(corrections.correct(officer, ref(), 3, 1, "x")).isInstanceOf(Acted.NoSuchItem.class);
    assertThat(corrections.correct(officer, ref(), 1, 4, "x")).isInstanceOf(Acted.NoSuchItem.class);
    assertThat(corrections.correct(officer, ref(), 1, 0, "x")).isInstanceOf(Acted.NoSuchItem.class);
    assertThatThrownBy(() -> corrections.correct(officer, ref(), 1, 1, "一\n二"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> corrections.correct(officer, ref(), 1, 1, "长".repeat(501)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoReadsNoItemsCorrectsNone() {
    Person auditor = desk.person("shenji", "审计", Role.SECURITY_AUDITOR);

    assertThatThrownBy(() -> corrections.correct(auditor, ref(), 1, 1, "x"))
        .isInstanceOf(Forbidden.class);
  }

  private PageCorrections corrections(WordsJudge judge) {
    return new PageCorrections(
        desk.jdbc,
        desk.transaction,
        desk.ledger,
        judge,
        raises,
        desk.changed::add,
        TestDesk.SETTINGS,
        desk.clock);
  }

  /** The shipped rules in a deployment that may carry no more than this. */
  private Judge upTo(Sensitivity ceiling) {
    return new Judge(
        new Policy(
            policy.digest(),
            policy.version(),
            ceiling,
            policy.channels(),
            policy.outlets(),
            policy.lines(),
            policy.spill(),
            policy.marks(),
            policy.rules()));
  }

  /** Every table that holds these words in one of its rows. */
  private List<String> tablesWith(String words) {
    return desk
        .jdbc
        .sql("select tablename from pg_tables where schemaname = current_schema()")
        .query(String.class)
        .list()
        .stream()
        .filter(
            table ->
                desk.jdbc
                        .sql("select count(*) from " + table + " t where t::text like ?")
                        .param("%" + words + "%")
                        .query(Long.class)
                        .single()
                    > 0)
        .toList();
  }

  private List<Part> texts() {
    return new OpenTexts(desk.jdbc).parts(reception.id());
  }

  private Row row() {
    return desk.inbox.row(officer, ref()).orElseThrow();
  }

  private ItemRef ref() {
    return ItemRef.of(reception.id());
  }
}
