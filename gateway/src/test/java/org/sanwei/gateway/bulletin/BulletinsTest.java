package org.sanwei.gateway.bulletin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.bulletin.TestBulletins.done;
import static org.sanwei.gateway.bulletin.TestBulletins.why;
import static org.sanwei.gateway.bulletin.TestBulletins.words;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.people.Forbidden;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.release.Approval;
import org.sanwei.routes.release.IssueNumber;
import org.sanwei.routes.release.Releasable;
import org.sanwei.routes.release.SmsEdition;

class BulletinsTest {
  private final TestBulletins office = new TestBulletins();
  private final Bulletins bulletins = office.bulletins;

  @Test
  void whatTwoPeopleLetOutReachesTheBrokerSealedAsTheySignedIt() {
    // when
    Bulletin signed = office.signed("三处河段超警，已转移群众320人，无伤亡。");
    office.relay.relay();

    // then
    assertThat(signed.issue()).isEqualTo(new IssueNumber(2026, 1));
    assertThat(office.broker)
        .extracting(TestBulletins.Sent::address)
        .containsExactlyInAnyOrder("sanwei.release.sms", "sanwei.release.wecom");
    assertThat(office.broker)
        .allSatisfy(
            sent -> {
              Releasable releasable = office.arrived(sent);
              assertThat(releasable.release().bulletin()).isEqualTo(signed.id());
              assertThat(releasable.release().text()).contains("已转移群众320人", SmsEdition.DRILL);
              assertThat(releasable.release().recipients()).hasSize(2);
              assertThat(releasable.release().approvals())
                  .extracting(Approval::person)
                  .containsExactly(office.reviewer.actor(), office.leader.actor());
            });
    assertThat(office.released(signed).deliveries())
        .hasSize(4)
        .allSatisfy(d -> assertThat(d.state()).isEqualTo(DeliveryState.QUEUED));
  }

  @Test
  void everyStepStandsInTheLedgerWithoutAWordOfContent() {
    // when
    office.signed("三处河段超警。");
    office.relay.relay();

    // then
    assertThat(office.steps())
        .contains(
            Step.BULLETIN_DRAFTED,
            Step.BULLETIN_EDITED,
            Step.BULLETIN_REVIEWED,
            Step.BULLETIN_SIGNED,
            Step.RELEASE_SENT);
    assertThat(office.ledger().toString())
        .doesNotContain("河段", "汛情", "郑市长", "13800138001", "孙拟", "吴签");
    assertThat(office.ledger())
        .filteredOn(event -> event.step() == Step.BULLETIN_SIGNED)
        .allSatisfy(event -> assertThat(event.commitment()).isNotNull());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a mark in the text    | 机密★1年 兵力部署 | mark-secret
          a doubt in the text   | 收到密电一份      | cipher-telegram
          """)
  void wordsThatMayNotStandAreRefusedAndLeaveNoTrace(String what, String text, String rule) {
    // given
    long events = office.ledger().size();

    // when
    Acted acted = bulletins.draft(office.drafter, office.draft(text));

    // then
    assertThat(acted)
        .as(what)
        .isEqualTo(new Acted.Refused(Refusal.NOT_STORABLE, List.of(rule), List.of()));
    assertThat(office.desk.count("select count(*) from bulletin")).isZero();
    assertThat(office.ledger()).hasSize((int) events);
  }

  @Test
  void anEditThatMayNotStandLeavesTheOldWords() {
    // given
    Bulletin draft = done(bulletins.draft(office.drafter, office.draft("平稳。")));

    // when
    Acted acted = bulletins.edit(office.drafter, draft.id(), 0, words("机密★1年"), draft.recipients());

    // then
    assertThat(why(acted)).isEqualTo(Refusal.NOT_STORABLE);
    assertThat(bulletins.find(office.drafter, draft.id()).orElseThrow()).isEqualTo(draft);
  }

  @Test
  void itsLabelIsNeverBelowThatOfASource() {
    // given
    ArrivalId workSecret = office.item("内部通报", Sensitivity.WORK_SECRET);
    Bulletin reviewed = office.reviewed(office.draft("平稳。", workSecret));

    // when
    Acted acted = bulletins.sign(office.leader, reviewed.id(), reviewed.version());

    // then
    assertThat(acted)
        .isEqualTo(new Acted.Refused(Refusal.LABEL_ABOVE_OUTLET, List.of("工作秘密"), List.of()));
    assertThat(office.desk.count("select count(*) from release")).isZero();
    assertThat(office.desk.count("select count(*) from outbox")).isZero();
    assertThat(office.desk.count("select count(*) from issue_counter")).isZero();
  }

  @Test
  void wordsOfAWorkSecretMayStandButNotGoOut() {
    // given
    Bulletin reviewed = office.reviewed(office.draft("内部事项：平稳。"));

    // then
    assertThat(why(bulletins.sign(office.leader, reviewed.id(), reviewed.version())))
        .isEqualTo(Refusal.LABEL_ABOVE_OUTLET);
  }

  @Test
  void theContentlessNoticeGoesOutInsteadAndSaysOnlyTheNumber() {
    // given
    ArrivalId workSecret = office.item("内部通报", Sensitivity.WORK_SECRET);
    Bulletin refused = office.reviewed(office.draft("平稳。", workSecret));

    // when
    Bulletin notice = done(bulletins.notice(office.drafter, refused.id()));
    done(bulletins.submit(office.drafter, notice.id(), 0));
    done(bulletins.review(office.reviewer, notice.id(), 0));
    done(bulletins.sign(office.leader, notice.id(), 0));
    office.relay.relay();

    // then
    assertThat(notice.words().sms()).isEqualTo("请回电值班室，件号0001。");
    assertThat(office.arrived(office.broker.get(0)).release().text()).contains("件号0001");
  }

  @Test
  void theNoticeKeepsItsWords() {
    // given
    ArrivalId workSecret = office.item("内部通报", Sensitivity.WORK_SECRET);
    Bulletin of = done(bulletins.draft(office.drafter, office.draft("平稳。", workSecret)));
    Bulletin notice = done(bulletins.notice(office.drafter, of.id()));

    // then
    assertThat(
            why(
                bulletins.edit(
                    office.drafter, notice.id(), 0, words("其实是……"), notice.recipients())))
        .isEqualTo(Refusal.FIXED_WORDS);
  }

  @Test
  void aSourceThatIsNotOpenGivesNoBulletin() {
    // given
    Reception reception = Samples.reception();
    office.desk.register.settle(Samples.card(reception, Outcome.HELD, "unread"));
    Reception waiting = Samples.reception();
    office.desk.register.book(waiting);
    ArrivalId nobody = Samples.newId();

    // then
    for (ArrivalId id : List.of(reception.id(), waiting.id(), nobody)) {
      assertThat(why(bulletins.draft(office.drafter, office.draft("平稳。", id))))
          .isEqualTo(Refusal.SOURCE_NOT_OPEN);
    }
  }

  @Test
  void nobodyReviewsOrSignsTheirOwnWords() {
    // given: everybody here may review and sign by their post
    Person writer = office.person("lead-2", "冯领", Role.DUTY_LEADER);
    Person editor = office.person("officer-2", "陈值", Role.DUTY_OFFICER);
    Bulletin draft = done(bulletins.draft(editor, office.draft("平稳。")));
    done(bulletins.submit(editor, draft.id(), 0));

    // then: not the drafter
    assertThat(why(bulletins.review(editor, draft.id(), 0))).isEqualTo(Refusal.SAME_PERSON);
    // nor who only changed a word
    done(bulletins.edit(office.reviewer, draft.id(), 0, words("基本平稳。"), draft.recipients()));
    done(bulletins.submit(editor, draft.id(), 1));
    assertThat(why(bulletins.review(office.reviewer, draft.id(), 1)))
        .isEqualTo(Refusal.SAME_PERSON);
    // and who reviewed does not sign
    done(bulletins.review(writer, draft.id(), 1));
    assertThat(why(bulletins.sign(writer, draft.id(), 1))).isEqualTo(Refusal.SAME_PERSON);
    done(bulletins.sign(office.leader, draft.id(), 1));
  }

  @Test
  void aPostThatMayNotIsForbidden() {
    // given
    Bulletin reviewed = office.reviewed(office.draft("平稳。"));
    Person administrator = office.person("admin", "褚管", Role.SYSTEM_ADMINISTRATOR);

    // then
    assertThatThrownBy(() -> bulletins.sign(office.reviewer, reviewed.id(), 0))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> bulletins.draft(office.leader, office.draft("平稳。")))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> bulletins.find(administrator, reviewed.id()))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> bulletins.giveBack(administrator, reviewed.id(), 0))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> bulletins.preview(administrator, office.draft("x"), false))
        .isInstanceOf(Forbidden.class);
  }

  @Test
  void aChangeAfterTheReviewNeedsANewOne() {
    // given
    Bulletin reviewed = office.reviewed(office.draft("平稳。"));

    // when
    Bulletin edited =
        done(
            bulletins.edit(office.drafter, reviewed.id(), 0, words("不平稳。"), reviewed.recipients()));

    // then
    assertThat(edited.state()).isEqualTo(BulletinState.DRAFT);
    assertThat(edited.approvals()).isEmpty();
    assertThat(why(bulletins.sign(office.leader, edited.id(), edited.version())))
        .isEqualTo(Refusal.WRONG_STATE);
    assertThat(why(bulletins.sign(office.leader, edited.id(), reviewed.version())))
        .isEqualTo(Refusal.STALE_VERSION);
  }

  @Test
  void whatWasGivenBackIsADraftAgain() {
    // given
    Bulletin reviewed = office.reviewed(office.draft("平稳。"));

    // when
    Bulletin back = done(bulletins.giveBack(office.leader, reviewed.id(), 0));

    // then
    assertThat(back.state()).isEqualTo(BulletinState.DRAFT);
    assertThat(back.version()).isEqualTo(1);
    done(bulletins.submit(office.drafter, back.id(), 1));
  }

  @Test
  void whatDoesNotFitTheOutletsIsNotEvenSubmitted() {
    // given
    Bulletin symbols = done(bulletins.draft(office.drafter, office.draft("★平稳。")));
    Bulletin nobody =
        done(
            bulletins.draft(
                office.drafter, new Bulletins.Draft(words("平稳。"), List.of(), List.of())));
    Words tooLong = new Words("题", "长".repeat(700), "平稳。");
    Bulletin bytes =
        done(
            bulletins.draft(
                office.drafter,
                new Bulletins.Draft(tooLong, List.of(), List.of(office.mayor.id()))));

    // then
    assertThat(why(bulletins.submit(office.drafter, symbols.id(), 0))).isEqualTo(Refusal.SMS_UNFIT);
    assertThat(why(bulletins.submit(office.drafter, nobody.id(), 0)))
        .isEqualTo(Refusal.NO_RECIPIENTS);
    assertThat(why(bulletins.submit(office.drafter, bytes.id(), 0))).isEqualTo(Refusal.WECOM_UNFIT);
  }

  @Test
  void textThatNoDatabaseTakesIsRefused() {
    assertThat(why(bulletins.draft(office.drafter, office.draft("平\0稳"))))
        .isEqualTo(Refusal.NOT_TEXT);
    assertThat(why(bulletins.draft(office.drafter, office.draft("\uD840"))))
        .isEqualTo(Refusal.NOT_TEXT);
    assertThat(why(bulletins.draft(office.drafter, office.draft("长".repeat(10_001)))))
        .isEqualTo(Refusal.NOT_TEXT);
  }

  @Test
  void issueNumbersHaveNoGapsWhenManySignAtOnceAndTwoSignTheSame() throws Exception {
    // given: six bulletins, each to be signed by two leaders at once
    Person second = office.person("leader-2", "卫签", Role.DUTY_LEADER);
    List<Callable<Acted>> signs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      UUID id = office.reviewed(office.draft("第" + i + "件。")).id();
      signs.add(() -> bulletins.sign(office.leader, id, 0));
      signs.add(() -> bulletins.sign(second, id, 0));
    }

    // when
    ExecutorService people = Executors.newFixedThreadPool(6);
    List<Integer> numbers = new ArrayList<>();
    for (Future<Acted> acted : people.invokeAll(signs)) {
      if (acted.get() instanceof Acted.Done signed && signed.now().issue() != null) {
        numbers.add(signed.now().issue().number());
      }
    }
    people.shutdown();

    // then
    assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    assertThat(office.desk.count("select count(*) from release")).isEqualTo(6);
  }

  @Test
  void aBrokerThatFailsLeavesTheOutboxAsItWas() {
    // given
    office.signed("平稳。");
    OutboxRelay down =
        new OutboxRelay(
            office.outbox,
            (address, body, item) -> {
              throw new IllegalStateException("the broker is down");
            },
            LineFit.ANY,
            office.desk.transaction,
            office.desk.ledger);

    // then
    assertThatThrownBy(down::relay).isInstanceOf(IllegalStateException.class);
    assertThat(office.outbox.epochsWaiting()).hasSize(1);
    assertThat(office.relay.relay()).isEqualTo(2);
    assertThat(office.relay.relay()).isZero();
    assertThat(office.outbox.epochsWaiting()).isEmpty();
  }

  @Test
  void previewSaysTheLabelAndWhyAndBothEditionsWithoutStoring() {
    // given
    ArrivalId workSecret = office.item("内部通报", Sensitivity.WORK_SECRET);

    // when
    Preview preview =
        bulletins.preview(office.drafter, office.draft("电13800138000", workSecret), false);

    // then
    assertThat(preview.storable()).isTrue();
    assertThat(preview.releasable()).isFalse();
    assertThat(preview.label().sensitivity()).isEqualTo(Sensitivity.WORK_SECRET);
    assertThat(preview.because()).containsExactly("0001");
    assertThat(preview.sms()).isNotNull();
    assertThat(preview.wecom()).isNotNull();
    assertThat(office.desk.count("select count(*) from bulletin")).isZero();
  }
}
