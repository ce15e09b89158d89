package org.sanwei.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.load.Manifest;
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

  @Test
  void whatTwoPeopleSignedIsTakenUnderTheManifestsDigest() throws Exception {
    Manifest manifest = office.sign(Place.FIRST);

    SignedPolicy taken = office.take();

    assertThat(taken.manifest()).isEqualTo(manifest);
    assertThat(taken.policy().digest()).isEqualTo(manifest.digest());
    assertThat(office.record().newest()).contains(new PolicyRecord.Taken(1, manifest.digest()));
  }

  @Test
  void oneKeyUnderTwoNamesIsOnePerson() throws IOException {
    PersonalKey author = SigningOffice.ofOneSeed(SigningOffice.AUTHOR);
    PersonalKey twin = SigningOffice.ofOneSeed("twin");
    assertThat(author.certificate().sharesKeyWith(twin.certificate())).isTrue();
    office.admit(Part.AUTHOR, author);
    office.admit(Part.APPROVER, twin);
    office.sign(Place.FIRST, author, twin);

    assertThat(SigningOffice.kind(office.examine())).isEqualTo(Kind.ONE_PERSON);
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

    assertThat(SigningOffice.kind(office.examine())).isEqualTo(Kind.OLDER);
  }

  @Test
  void anotherOfTheSameSequenceIsRefused() throws Exception {
    office.sign(Place.FIRST);
    office.take();
    office.keep("库容曲线");
    office.sign(Place.FIRST);

    assertThat(SigningOffice.kind(office.examine())).isEqualTo(Kind.FORKED);
  }

  @Test
  void oneThatFollowsAnotherThanTheOneTakenIsRefused() throws Exception {
    office.sign(Place.FIRST);
    office.take();
    office.keep("库容曲线");
    office.sign(new Place(2, "0".repeat(64)));

    assertThat(SigningOffice.kind(office.examine())).isEqualTo(Kind.PREDECESSOR);
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
    assertThat(SigningOffice.kind(office.examine())).isEqualTo(Kind.SKIPPED);

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
      assertThat(SigningOffice.kind(office.examine())).isEqualTo(Kind.OLDER);
      Files.writeString(record, newer.replace(": 2", ": 1"));
      assertThat(SigningOffice.kind(office.examine())).isEqualTo(Kind.OLDER);
      Files.writeString(record, newer);
    }
  }

  @Test
  void aRecordThatCannotBeReadLetsNothingIn() throws Exception {
    office.sign(Place.FIRST);
    office.take();
    Files.writeString(root.resolve("data").resolve("policy.accepted"), "sequence: 1\n");

    assertThat(SigningOffice.kind(office.examine())).isEqualTo(Kind.RECORD);
  }

  @Test
  void twoRecordsThatContradictEachOtherLetNothingIn() throws Exception {
    Manifest first = office.sign(Place.FIRST);
    office.take();
    Path record = root.resolve("data").resolve("policy.accepted");
    Files.writeString(record, Files.readString(record).replace(first.digest(), "a".repeat(64)));

    assertThat(SigningOffice.kind(office.examine())).isEqualTo(Kind.RECORD);
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
    assertThat(SigningOffice.kind(office.examine())).isEqualTo(Kind.EXPIRED);
  }

  @Test
  void whoeverIsTakenOffTheAnchorsHasNotSigned() throws Exception {
    office.sign(Place.FIRST);
    office.take();
    Files.delete(Part.APPROVER.directory(office.anchors()).resolve("shenji.pem"));

    assertThat(SigningOffice.kind(office.examine())).isEqualTo(Kind.FOREIGN);
  }

  @Test
  void aGateThatObjectsOrFailsKeepsItOut() throws IOException {
    office.sign(Place.FIRST);
    Problem objection = new Problem(new SourcePos("policy", 1, 1), "leaks", "mend it");

    assertThat(SigningOffice.kind(office.examine(candidate -> List.of(objection))))
        .isEqualTo(Kind.OBJECTED);
    assertThat(
            SigningOffice.kind(
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
