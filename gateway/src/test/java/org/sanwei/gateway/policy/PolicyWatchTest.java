package org.sanwei.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.gateway.policy.PolicyFault.Kind;
import org.sanwei.gateway.policy.PolicyWatch.Witness;

class PolicyWatchTest {
  private Path root = Path.of("");
  private SigningOffice office;
  private Manifest first;
  private PolicyInForce inForce;
  private PolicyWatch watch;
  private final List<String> told = new ArrayList<>();
  private boolean ledgerAway;

  @BeforeEach
  void aGatewayWithItsFirstPolicy(@TempDir Path fresh) throws Exception {
    root = fresh;
    office = new SigningOffice(root);
    first = office.sign(PolicySigning.Place.FIRST);
    start();
    told.clear();
  }

  private void start(PolicyGate... gates) throws PolicyRecord.Unsure {
    inForce = new PolicyInForce(office.take());
    List<PolicyGate> all = new ArrayList<>(List.of(gates));
    all.add(new RestartGate(inForce.policy()));
    watch =
        new PolicyWatch(
            office.config(),
            office.admission(all.toArray(PolicyGate[]::new)),
            inForce,
            PolicyFiles.read(office.config()),
            Optional.empty(),
            witness());
    watch.begin();
  }

  private Witness witness() {
    return new Witness() {
      @Override
      public void inForce(SignedPolicy policy) {
        tell("in force " + policy.manifest().sequence());
      }

      @Override
      public void refused(PolicyFault fault, SignedPolicy stays) {
        tell(fault.kind().word() + ", " + stays.manifest().sequence() + " stays");
      }

      private void tell(String what) {
        if (ledgerAway) {
          throw new IllegalStateException("no database");
        }
        told.add(what);
      }
    };
  }

  /** It counts once it lay still from one look to the next. */
  private void lookTwice() {
    watch.look();
    watch.look();
  }

  private Verdict judged(String text) {
    return inForce
        .judge()
        .judge(
            new Content(List.of(new Part("body", Place.BODY, text)), List.of()),
            new Arrival("sms-in", "", java.time.Instant.EPOCH));
  }

  private Sensitivity of(String text) {
    return judged(text).label().sensitivity();
  }

  @Test
  void aNewPolicySignedByTwoComesIntoForceWithoutARestart() throws IOException {
    office.keep("库容曲线");
    Manifest second = office.sign(PolicySigning.Place.after(first));
    assertThat(of("附库容曲线一份")).isEqualTo(Sensitivity.PUBLIC);

    lookTwice();

    assertThat(of("附库容曲线一份")).isEqualTo(Sensitivity.WORK_SECRET);
    assertThat(judged("无险情").policy()).isEqualTo(second.digest());
    assertThat(watch.trouble()).isEmpty();
    assertThat(told).containsExactly("in force 2");
  }

  @Test
  void whatIsStillBeingCopiedIsNotLookedAt() throws IOException {
    office.keep("库容曲线");
    watch.look();
    office.sign(PolicySigning.Place.after(first));
    watch.look();
    assertThat(watch.trouble()).isEmpty();

    watch.look();

    assertThat(inForce.now().manifest().sequence()).isEqualTo(2);
    assertThat(told).containsExactly("in force 2");
  }

  @Test
  void onAnyFailureTheOldOneStaysAndItIsToldOnce() throws IOException {
    office.keep("库容曲线");
    lookTwice();
    lookTwice();

    assertThat(watch.trouble().map(PolicyFault::kind)).contains(Kind.ALTERED);
    assertThat(of("附库容曲线一份")).isEqualTo(Sensitivity.PUBLIC);
    assertThat(judged("无险情").policy()).isEqualTo(first.digest());
    assertThat(told).containsExactly("altered, 1 stays");

    Files.delete(office.policy("90-own.yaml"));
    lookTwice();
    assertThat(watch.trouble()).isEmpty();
    assertThat(inForce.policy().digest()).isEqualTo(first.digest());
  }

  @Test
  void aPolicyThatAGateRefusesLeavesNoMarkInTheRecord() throws Exception {
    start(
        candidate ->
            candidate.policy().rules().stream()
                .filter(rule -> rule.id().equals("own-word"))
                .map(
                    rule ->
                        new org.sanwei.config.load.Problem(
                            new org.sanwei.config.load.SourcePos("policy", 1, 1),
                            "a way down",
                            "mend it"))
                .toList());
    office.keep("库容曲线");
    office.sign(PolicySigning.Place.after(first));

    lookTwice();

    assertThat(watch.trouble().map(PolicyFault::kind)).contains(Kind.OBJECTED);
    assertThat(inForce.policy().digest()).isEqualTo(first.digest());
    assertThat(office.record().newest()).contains(new PolicyRecord.Taken(1, first.digest()));
  }

  @Test
  void whatNeedsARestartIsRefusedByName() throws IOException {
    Path file = office.policy("00-office.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("officers: [officer-a, officer-b]", "officers: [officer-a, officer-c]")
            .replace("sms:   { clearance: PUBLIC }", "sms:   { clearance: WORK_SECRET }")
            .replace("hand-desk:     { kind: hand }", "hand-desk:     { kind: hotline }")
            .replace("spill: [security-a]", "spill: [security-b]"));
    office.sign(PolicySigning.Place.after(first));

    lookTwice();

    PolicyFault fault = watch.trouble().orElseThrow();
    assertThat(fault.kind()).isEqualTo(Kind.RESTART);
    assertThat(fault.problems())
        .extracting(problem -> problem.what().replaceAll("'([^']*)'.*", "$1"))
        .containsExactly("channels.hand-desk", "outlets.sms", "lines.default", "spill");
  }

  @Test
  void aPolicyCountsOnlyOnceItIsWrittenDown() throws Exception {
    office.keep("库容曲线");
    Manifest second = office.sign(PolicySigning.Place.after(first));
    Path blocked = Files.createDirectories(root.resolve("data").resolve("policy.accepted.part"));
    Files.createFile(blocked.resolve("in the way"));

    lookTwice();

    assertThat(watch.trouble().map(PolicyFault::kind)).contains(Kind.RECORD);
    assertThat(inForce.policy().digest()).isEqualTo(first.digest());

    Files.delete(blocked.resolve("in the way"));
    Files.delete(blocked);
    watch.look();

    assertThat(inForce.policy().digest()).isEqualTo(second.digest());
    assertThat(watch.trouble()).isEmpty();
  }

  /** Killed between the record and the change: the next start takes what the record names. */
  @Test
  void afterACrashOnceItWasWrittenDownTheNewOneAndOnlyThatStarts() throws Exception {
    byte[] manifest = Files.readAllBytes(office.policy(Manifest.FILE));
    office.keep("库容曲线");
    Manifest second = office.sign(PolicySigning.Place.after(first));
    office.take();

    assertThat(office.take().manifest()).isEqualTo(second);

    Files.write(office.policy(Manifest.FILE), manifest);
    Files.delete(office.policy("90-own.yaml"));
    assertThat(office.examine()).isInstanceOf(Admission.Examined.Unfit.class);
  }

  @Test
  void aLedgerThatIsAwayIsToldLaterAndKeepsNothingBack() throws IOException {
    ledgerAway = true;
    office.keep("库容曲线");
    Manifest second = office.sign(PolicySigning.Place.after(first));
    lookTwice();
    assertThat(inForce.policy().digest()).isEqualTo(second.digest());
    office.keep("汛限水位");
    lookTwice();

    ledgerAway = false;
    watch.look();

    assertThat(told).containsExactly("in force 2", "altered, 2 stays");
  }

  @Test
  void aPolicyThatDisappearsStaysInForce() throws IOException {
    for (String name : List.of(Manifest.FILE, PolicyFiles.AUTHOR, PolicyFiles.APPROVER)) {
      Files.delete(office.policy(name));
    }
    lookTwice();

    assertThat(watch.trouble().map(PolicyFault::kind)).contains(Kind.UNSIGNED);
    assertThat(inForce.policy().digest()).isEqualTo(first.digest());
  }

  @Test
  void noticesSayWhatIsWrongAndWhichVersionJudges() throws IOException {
    PolicyNotices notices = new PolicyNotices(watch, inForce);
    assertThat(notices.now()).isEmpty();

    Files.writeString(office.policy("20-doubt.yaml"), "#", StandardOpenOption.APPEND);
    lookTwice();

    assertThat(notices.now())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.key()).isEqualTo("notice.policy.altered");
              assertThat(notice.about()).isEqualTo("1");
            });
  }

  /** Two threads judge while the policy changes back and forth under them. */
  @Test
  void everyMessageIsJudgedWhollyUnderOnePolicy() throws Exception {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch judging = new CountDownLatch(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Void> work =
          () -> {
            do {
              Verdict verdict = judged("附库容曲线一份");
              seen.add(verdict.policy() + " " + verdict.label().sensitivity());
              judging.countDown();
            } while (!stop.get());
            return null;
          };
      List<Future<Void>> workers = List.of(threads.submit(work), threads.submit(work));
      judging.await();

      List<String> expected = new ArrayList<>(List.of(first.digest() + " PUBLIC"));
      Manifest last = first;
      for (int i = 0; i < 6; i++) {
        office.keep(i % 2 == 0 ? "库容曲线" : "汛限水位");
        last = office.sign(PolicySigning.Place.after(last));
        lookTwice();
        expected.add(last.digest() + (i % 2 == 0 ? " WORK_SECRET" : " PUBLIC"));
      }
      String now = judged("附库容曲线一份").policy();
      stop.set(true);
      for (Future<Void> worker : workers) {
        worker.get(30, TimeUnit.SECONDS);
      }

      assertThat(now).isEqualTo(last.digest());
      assertThat(expected).containsAll(seen);
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
  }
}
