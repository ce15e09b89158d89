package org.sanwei.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.Problem;
import org.sanwei.config.load.SourcePos;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.policy.Admission.Examined;
import org.sanwei.gateway.policy.PolicyFault.Kind;
import org.sanwei.gateway.policy.PolicySigners.Part;
import org.sanwei.gateway.policy.PolicySigning.Place;

class AdmissionTest {
  private Path root = Path.of("");
  private SigningOffice office;

  @BeforeEach
  void anOffice(@TempDir Path fresh) throws IOException {
    root = fresh;
    office = new SigningOffice(root);
  }

  private static Kind kind(Examined examined) {
    assertThat(examined).isInstanceOf(Examined.Unfit.class);
    PolicyFault fault = ((Examined.Unfit) examined).fault();
    assertThat(fault.problems()).isNotEmpty();
    assertThat(fault.problems())
        .allSatisfy(
            problem -> {
              assertThat(problem.at().file()).isNotBlank();
              assertThat(problem.what()).isNotBlank();
              assertThat(problem.fix()).isNotBlank();
            });
    return fault.kind();
  }

  @Test
  void whatTwoPeopleSignedIsTakenUnderTheManifestsDigest() throws Exception {
    Manifest manifest = office.sign(Place.FIRST);

    SignedPolicy taken = office.take();

    assertThat(taken.manifest()).isEqualTo(manifest);
    assertThat(taken.policy().digest()).isEqualTo(manifest.digest());
    assertThat(office.record().newest()).contains(new PolicyRecord.Taken(1, manifest.digest()));
  }

  /** Spoils a policy that two people signed, in one way. */
  interface Defect {
    void make(SigningOffice office) throws IOException;
  }

  private static Arguments defect(Kind kind, String name, Defect defect) {
    return Arguments.of(kind, name, defect);
  }

  static Stream<Arguments> defects() {
    return Stream.of(
        defect(Kind.UNSIGNED, "no manifest", o -> Files.delete(o.policy(Manifest.FILE))),
        defect(
            Kind.ALTERED,
            "an altered byte in a file",
            o -> {
              byte[] bytes = Files.readAllBytes(o.policy("20-doubt.yaml"));
              bytes[bytes.length / 2] ^= 1;
              Files.write(o.policy("20-doubt.yaml"), bytes);
            }),
        defect(
            Kind.ALTERED,
            "a comment after a file",
            o -> Files.writeString(o.policy("20-doubt.yaml"), "# \n", StandardOpenOption.APPEND)),
        defect(Kind.ALTERED, "a file more", o -> o.keep("库容曲线")),
        defect(Kind.ALTERED, "a file less", o -> Files.delete(o.policy("40-urgency.yaml"))),
        defect(
            Kind.ALTERED,
            "a file under another name",
            o -> Files.move(o.policy("40-urgency.yaml"), o.policy("41-urgency.yaml"))),
        defect(
            Kind.ALTERED,
            "two files that changed names",
            o -> {
              Path aside = o.policy("aside");
              Files.move(o.policy("40-urgency.yaml"), aside);
              Files.move(o.policy("20-doubt.yaml"), o.policy("40-urgency.yaml"));
              Files.move(aside, o.policy("20-doubt.yaml"));
            }),
        defect(
            Kind.ALTERED,
            "a manifest made anew for altered files, under the old signatures",
            o -> {
              Manifest old = o.sign(Place.FIRST);
              o.keep("库容曲线");
              Manifest made =
                  new Manifest(
                      1, null, old.author(), old.approver(), old.madeAt(), "试验", o.entries());
              Files.write(o.policy(Manifest.FILE), made.encode());
            }),
        defect(
            Kind.UNFINISHED,
            "one signature only",
            o -> Files.delete(o.policy(PolicyFiles.APPROVER))),
        defect(
            Kind.UNFINISHED,
            "the approver's only",
            o -> Files.delete(o.policy(PolicyFiles.AUTHOR))),
        defect(
            Kind.FORGED,
            "the author's signature twice, by one who may do both",
            o -> {
              o.admit(Part.APPROVER, o.key(SigningOffice.AUTHOR));
              Files.copy(
                  o.policy(PolicyFiles.AUTHOR),
                  o.policy(PolicyFiles.APPROVER),
                  StandardCopyOption.REPLACE_EXISTING);
            }),
        defect(
            Kind.ONE_PERSON,
            "one person in both parts",
            o -> {
              o.admit(Part.APPROVER, o.key(SigningOffice.AUTHOR));
              o.sign(Place.FIRST, o.key(SigningOffice.AUTHOR), o.key(SigningOffice.AUTHOR));
            }),
        defect(
            Kind.FOREIGN,
            "an author nobody trusts",
            o -> o.sign(Place.FIRST, o.key("stranger"), o.key(SigningOffice.APPROVER))),
        defect(
            Kind.FOREIGN,
            "an approver nobody trusts",
            o -> o.sign(Place.FIRST, o.key(SigningOffice.AUTHOR), o.key("stranger"))),
        defect(
            Kind.FOREIGN,
            "another key under a trusted name",
            o -> o.sign(Place.FIRST, o.fresh(SigningOffice.AUTHOR), o.key(SigningOffice.APPROVER))),
        defect(
            Kind.FOREIGN,
            "an approver who writes",
            o -> o.sign(Place.FIRST, o.key(SigningOffice.APPROVER), o.key(SigningOffice.AUTHOR))),
        defect(
            Kind.FOREIGN,
            "approved by another than the one named",
            o -> {
              PersonalKey other = o.key("other");
              o.admit(Part.APPROVER, other);
              Manifest manifest = o.sign(Place.FIRST);
              o.signing().approve(other, manifest);
            }),
        defect(Kind.EXPIRED, "certificates that ran out", o -> o.later(Duration.ofDays(11))),
        defect(
            Kind.EXPIRED, "certificates of tomorrow", o -> o.later(Duration.ofDays(1).negated())),
        defect(
            Kind.MALFORMED,
            "a line after the manifest",
            o -> Files.writeString(o.policy(Manifest.FILE), "x\n", StandardOpenOption.APPEND)),
        defect(
            Kind.MALFORMED,
            "bytes after a signature",
            o -> Files.write(o.policy(PolicyFiles.AUTHOR), new byte[1], StandardOpenOption.APPEND)),
        defect(
            Kind.MALFORMED,
            "half a signature",
            o -> {
              byte[] bytes = Files.readAllBytes(o.policy(PolicyFiles.APPROVER));
              Files.write(
                  o.policy(PolicyFiles.APPROVER), java.util.Arrays.copyOf(bytes, bytes.length / 2));
            }),
        defect(
            Kind.FORGED,
            "a flipped bit of a signature",
            o -> {
              byte[] bytes = Files.readAllBytes(o.policy(PolicyFiles.APPROVER));
              bytes[bytes.length - 1] ^= 1;
              Files.write(o.policy(PolicyFiles.APPROVER), bytes);
            }),
        defect(
            Kind.UNREADABLE,
            "a manifest without end",
            o -> Files.write(o.policy(Manifest.FILE), new byte[Manifest.MAX_BYTES + 1])),
        defect(
            Kind.UNREADABLE,
            "a signature without end",
            o -> Files.write(o.policy(PolicyFiles.AUTHOR), new byte[1 << 20])),
        defect(
            Kind.UNREADABLE,
            "a file without end",
            o -> Files.write(o.policy("99.yaml"), new byte[2 << 20])),
        defect(
            Kind.UNREADABLE,
            "a signer's certificate under another's name",
            o ->
                Files.writeString(
                    Part.AUTHOR.directory(o.anchors()).resolve("zhang.pem"),
                    o.key(SigningOffice.AUTHOR).certificate().toPem())),
        defect(
            Kind.CONTENT,
            "signed mistakes",
            o -> {
              Files.writeString(o.policy("90-own.yaml"), "rulez: []\n");
              o.sign(Place.FIRST);
            }));
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("defects")
  void aPolicyWithOneDefectIsNotTaken(Kind expected, String name, Defect defect)
      throws IOException {
    office.sign(Place.FIRST);

    defect.make(office);

    assertThat(kind(office.examine())).as(name).isEqualTo(expected);
  }

  @Test
  void everyKindOfFaultIsTried() {
    Stream<Kind> here = defects().map(row -> (Kind) row.get()[0]);

    assertThat(
            Stream.concat(
                here,
                Stream.of(
                    Kind.OLDER,
                    Kind.FORKED,
                    Kind.SKIPPED,
                    Kind.PREDECESSOR,
                    Kind.RECORD,
                    Kind.OBJECTED,
                    Kind.IDLE,
                    Kind.RESTART)))
        .contains(Kind.values());
  }

  @Test
  void oneKeyUnderTwoNamesIsOnePerson() throws IOException {
    PersonalKey author = SigningOffice.ofOneSeed(SigningOffice.AUTHOR);
    PersonalKey twin = SigningOffice.ofOneSeed("twin");
    assertThat(author.certificate().sharesKeyWith(twin.certificate())).isTrue();
    office.admit(Part.AUTHOR, author);
    office.admit(Part.APPROVER, twin);
    office.sign(Place.FIRST, author, twin);

    assertThat(kind(office.examine())).isEqualTo(Kind.ONE_PERSON);
  }

  @Test
  void theNextVersionFollowsTheOneThatWasTaken() throws Exception {
    Manifest first = office.sign(Place.FIRST);
    office.take();
    office.keep("库容曲线");
    Manifest second = office.sign(Place.after(first));

    office.take();

    assertThat(office.record().newest()).contains(new PolicyRecord.Taken(2, second.digest()));
  }

  @Test
  void oneThatCannotBeWrittenDownEverywhereIsOnRecordNowhere() throws Exception {
    Manifest first = office.sign(Place.FIRST);
    office.take();
    office.keep("库容曲线");
    office.sign(Place.after(first));
    Path data = root.resolve("data");
    Path full = Files.move(data, root.resolve("away"));
    SignedPolicy second = ((Admission.Examined.Fit) office.examine()).policy();

    assertThatThrownBy(() -> office.admission().take(second))
        .isInstanceOf(PolicyRecord.Unsure.class);
    Files.move(full, data);

    assertThat(office.record().newest()).contains(new PolicyRecord.Taken(1, first.digest()));
  }

  @Test
  void oneThatDoesNothingInPartIsTakenAndToldWithItsPlace() throws Exception {
    office.keep("库容曲线");
    Path own = office.policy("90-own.yaml");
    Files.writeString(
        own,
        Files.readString(own)
            .replace("- { words: [库容曲线] }", "- { words: [库容曲线] }\n      - { words: [库容曲线] }"));
    office.sign(Place.FIRST);

    Examined examined = office.examine();

    assertThat(examined).isInstanceOf(Examined.Fit.class);
    assertThat(((Examined.Fit) examined).warning())
        .hasValueSatisfying(
            fault -> {
              assertThat(fault.kind()).isEqualTo(Kind.IDLE);
              assertThat(fault.problems().toString()).contains("policy/90-own.yaml:6");
            });
  }

  @Test
  void anOlderOnePutBackIsRefusedThoughTwoSignedIt() throws Exception {
    Manifest first = office.sign(Place.FIRST);
    office.take();
    Path kept = copyOfPolicy();
    office.keep("库容曲线");
    office.sign(Place.after(first));
    office.take();

    putBack(kept);

    assertThat(kind(office.examine())).isEqualTo(Kind.OLDER);
  }

  @Test
  void anotherOfTheSameSequenceIsRefused() throws Exception {
    office.sign(Place.FIRST);
    office.take();
    office.keep("库容曲线");
    office.sign(Place.FIRST);

    assertThat(kind(office.examine())).isEqualTo(Kind.FORKED);
  }

  @Test
  void oneThatFollowsAnotherThanTheOneTakenIsRefused() throws Exception {
    office.sign(Place.FIRST);
    office.take();
    office.keep("库容曲线");
    office.sign(new Place(2, "0".repeat(64)));

    assertThat(kind(office.examine())).isEqualTo(Kind.PREDECESSOR);
  }

  @Test
  void oneThatSkipsVersionsIsRefusedUntilTheyCame() throws Exception {
    Manifest first = office.sign(Place.FIRST);
    office.take();
    office.keep("库容曲线");
    Manifest second = office.sign(Place.after(first));
    Path kept = copyOfPolicy();
    office.keep("汛限水位");
    office.sign(Place.after(second));
    Path last = copyOfPolicy();
    assertThat(kind(office.examine())).isEqualTo(Kind.SKIPPED);

    putBack(kept);
    office.take();
    putBack(last);

    assertThat(office.take().manifest().sequence()).isEqualTo(3);
  }

  @Test
  void aGatewayWithoutARecordTakesTheVersionItIsGiven() throws Exception {
    office.sign(new Place(7, "a".repeat(64)));

    assertThat(office.take().manifest().sequence()).isEqualTo(7);
  }

  @Test
  void neitherOfTheTwoDirectoriesPutBackAsItWasBringsAnOlderPolicyBack() throws Exception {
    Manifest first = office.sign(Place.FIRST);
    office.take();
    Path kept = copyOfPolicy();
    office.keep("库容曲线");
    office.sign(Place.after(first));
    office.take();
    putBack(kept);

    for (String directory : List.of("keys", "data")) {
      Path record = root.resolve(directory).resolve("policy.accepted");
      String newer = Files.readString(record);
      Files.delete(record);
      assertThat(kind(office.examine())).isEqualTo(Kind.OLDER);
      Files.writeString(record, newer.replace(": 2", ": 1"));
      assertThat(kind(office.examine())).isEqualTo(Kind.OLDER);
      Files.writeString(record, newer);
    }
  }

  @Test
  void aRecordThatCannotBeReadLetsNothingIn() throws Exception {
    office.sign(Place.FIRST);
    office.take();
    Files.writeString(root.resolve("data").resolve("policy.accepted"), "sequence: 1\n");

    assertThat(kind(office.examine())).isEqualTo(Kind.RECORD);
  }

  @Test
  void twoRecordsThatContradictEachOtherLetNothingIn() throws Exception {
    Manifest first = office.sign(Place.FIRST);
    office.take();
    Path record = root.resolve("data").resolve("policy.accepted");
    Files.writeString(record, Files.readString(record).replace(first.digest(), "a".repeat(64)));

    assertThat(kind(office.examine())).isEqualTo(Kind.RECORD);
  }

  /** A flood warning does not wait for somebody's new certificate. */
  @Test
  void whatWasTakenWhileItsSignersWereValidGoesOnAndSaysThatTheyAreNot() throws Exception {
    Manifest first = office.sign(Place.FIRST);
    office.take();
    office.later(Duration.ofDays(11));

    assertThat(office.examine())
        .isInstanceOfSatisfying(
            Examined.Fit.class,
            fit -> assertThat(fit.warning().map(PolicyFault::kind)).contains(Kind.EXPIRED));

    office.keep("库容曲线");
    office.sign(Place.after(first));
    assertThat(kind(office.examine())).isEqualTo(Kind.EXPIRED);
  }

  @Test
  void whoeverIsTakenOffTheAnchorsHasNotSigned() throws Exception {
    office.sign(Place.FIRST);
    office.take();
    Files.delete(Part.APPROVER.directory(office.anchors()).resolve("shenji.pem"));

    assertThat(kind(office.examine())).isEqualTo(Kind.FOREIGN);
  }

  @Test
  void aGateThatObjectsOrFailsKeepsItOut() throws IOException {
    office.sign(Place.FIRST);
    Problem objection = new Problem(new SourcePos("policy", 1, 1), "leaks", "mend it");

    assertThat(kind(office.examine(candidate -> List.of(objection)))).isEqualTo(Kind.OBJECTED);
    assertThat(
            kind(
                office.examine(
                    candidate -> {
                      throw new IllegalStateException("no memory");
                    })))
        .isEqualTo(Kind.OBJECTED);
    assertThat(office.examine(candidate -> List.of())).isInstanceOf(Examined.Fit.class);
  }

  @Test
  void lookingWritesNothingDown() throws Exception {
    office.sign(Place.FIRST);

    office.examine();

    assertThat(office.record().newest()).isEqualTo(Optional.empty());
  }

  private Path copyOfPolicy() throws IOException {
    Path copy = Files.createTempDirectory(root, "kept");
    copy(office.policy(""), copy);
    return copy;
  }

  private void putBack(Path kept) throws IOException {
    Path policy = office.policy("");
    try (Stream<Path> all = Files.list(policy)) {
      for (Path file : all.toList()) {
        Files.delete(file);
      }
    }
    copy(kept, policy);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.list(from)) {
      for (Path file : all.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
