package org.sanwei.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.policy.ManifestCheck;
import org.sanwei.gateway.policy.PolicySigners;
import org.sanwei.gateway.policy.PolicySigners.Part;
import picocli.CommandLine;

class SignPolicyCommandTest {
  private static final String PASSWORD = "0123456789abcdef0123456789abcdef";
  private static final String WHY = "库容曲线按工作秘密管";

  private Path root = Path.of("");
  private Path inForce = root;
  private Path next = root;
  private Path password = root;

  record Said(int exit, String words) {}

  @BeforeEach
  void twoPeopleAndACopyOfTheConfiguration(@TempDir Path fresh) throws IOException {
    root = fresh;
    inForce = root.resolve("in-force");
    next = root.resolve("next");
    ShippedConfig.copyTo(inForce);
    Path anchors = inForce.resolve("keys").resolve("officers");
    password = Files.writeString(root.resolve("password"), PASSWORD);
    person("baomi", Part.AUTHOR.directory(anchors));
    person("shenji", Part.APPROVER.directory(anchors));
    person("stranger", root.resolve("elsewhere"));
    copy(inForce, next);
  }

  private void person(String name, Path anchors) throws IOException {
    SecureRandom random = new SecureRandom();
    PersonalKey key =
        PersonalKey.create(
            name, Clock.systemUTC().instant().minusSeconds(60), Duration.ofDays(1), random);
    key.saveUnderRandomPassword(root.resolve(name + ".p12"), PASSWORD.toCharArray(), random);
    Files.createDirectories(anchors);
    Files.writeString(anchors.resolve(name + ".pem"), key.certificate().toPem());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path copied = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copied);
        } else {
          Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private Said sign(String who, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "keys",
                "sign-policy",
                next.toString(),
                "--key",
                root.resolve(who + ".p12").toString(),
                "--password-file",
                password.toString()));
    arguments.addAll(List.of(options));
    StringWriter words = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(words));
    line.setErr(new PrintWriter(words));
    return new Said(line.execute(arguments.toArray(String[]::new)), words.toString());
  }

  private Said author(String... options) {
    List<String> all = new ArrayList<>(List.of("--approver", "shenji", "--why", WHY));
    all.addAll(List.of(options));
    return sign("baomi", all.toArray(String[]::new));
  }

  private void signFirst() throws IOException {
    assertThat(author().exit()).isZero();
    assertThat(sign("shenji", "--approve").exit()).isZero();
    copy(next, inForce);
  }

  private void keep(String word) throws IOException {
    Files.writeString(
        next.resolve("policy").resolve("90-own.yaml"),
        """
        rules:
          - id: own-word
            why: 试验。
            match:
              - { words: [%s] }
            raises: { sensitivity: WORK_SECRET }
            tests:
              - { text: "附%s一份", sensitivity: WORK_SECRET }
              - { text: "无险情", fires: false, outcome: OPEN }
        """
            .formatted(word, word));
  }

  private ManifestCheck.Looked looked() {
    return new ManifestCheck(
            PolicySigners.read(next.resolve("keys").resolve("officers")), Clock.systemUTC())
        .look(PolicyFiles.read(next));
  }

  private Manifest manifest() {
    assertThat(looked()).isInstanceOf(ManifestCheck.Looked.Sound.class);
    return ((ManifestCheck.Looked.Sound) looked()).manifest();
  }

  @Test
  void twoPeopleSignAnOfficesFirstPolicy() {
    Said written = author();
    assertThat(written.exit()).as(written.words()).isZero();
    assertThat(looked()).isInstanceOf(ManifestCheck.Looked.Unsound.class);

    Said approved = sign("shenji", "--approve");

    assertThat(approved.exit()).as(approved.words()).isZero();
    assertThat(approved.words()).contains(WHY, "baomi", manifest().digest());
    assertThat(manifest().sequence()).isEqualTo(1);
  }

  @Test
  void theApproverIsShownWhatChanges() throws IOException {
    signFirst();
    Manifest first = manifest();
    keep("库容曲线");
    Path doubt = next.resolve("policy").resolve("20-doubt.yaml");
    // Moves every rule of the file by a line: that is no change of a rule.
    Files.writeString(doubt, "# 试验\n" + Files.readString(doubt));
    Path urgency = next.resolve("policy").resolve("40-urgency.yaml");
    Files.writeString(
        urgency,
        Files.readString(urgency).replaceFirst("id: urgency-flash", "id: urgency-renamed"));
    assertThat(author("--before", inForce.toString()).exit()).isZero();

    Said approved = sign("shenji", "--approve", "--before", inForce.toString());

    assertThat(approved.exit()).as(approved.words()).isZero();
    assertThat(approved.words().lines().filter(line -> line.contains("文件 file")))
        .containsExactly(
            "  ~ 文件 file  20-doubt.yaml",
            "  ~ 文件 file  40-urgency.yaml",
            "  + 文件 file  90-own.yaml");
    assertThat(approved.words().lines().filter(line -> line.startsWith("[")))
        .containsExactly(
            "[放宽 loosens] urgency-flash  删除 removed",
            "[收紧 tightens] own-word  新增 added",
            "[收紧 tightens] urgency-renamed  新增 added");
    assertThat(manifest().sequence()).isEqualTo(2);
    assertThat(manifest().predecessor()).isEqualTo(first.digest());
  }

  @Test
  void theAuthorsCopyKnowsWhatItFollowsByItsOwnManifest() throws IOException {
    signFirst();
    Manifest first = manifest();
    keep("库容曲线");
    assertThat(author().exit()).isZero();
    // A second thought: the draft is made anew, and follows the same.
    keep("汛限水位");
    assertThat(author().exit()).isZero();

    assertThat(sign("shenji", "--approve", "--before", inForce.toString()).exit()).isZero();

    assertThat(manifest().sequence()).isEqualTo(2);
    assertThat(manifest().predecessor()).isEqualTo(first.digest());
  }

  @Test
  void anApproverOfALaterVersionMustCompareItWithTheOneItFollows() throws IOException {
    signFirst();
    keep("库容曲线");
    assertThat(author().exit()).isZero();

    assertThat(sign("shenji", "--approve").exit()).isEqualTo(2);
    assertThat(sign("shenji", "--approve", "--before", next.toString()).exit()).isEqualTo(1);
    Files.writeString(
        inForce.resolve("policy").resolve("20-doubt.yaml"), "#", StandardOpenOption.APPEND);
    assertThat(sign("shenji", "--approve", "--before", inForce.toString()).exit()).isEqualTo(1);
    assertThat(looked()).isInstanceOf(ManifestCheck.Looked.Unsound.class);
  }

  @Test
  void nobodySignsTwiceNorInAnothersPlace() throws IOException {
    assertThat(sign("baomi", "--approver", "baomi", "--why", WHY).exit()).isEqualTo(2);
    assertThat(sign("shenji", "--approver", "shenji", "--why", WHY).exit()).isEqualTo(2);
    assertThat(sign("stranger", "--approver", "shenji", "--why", WHY).exit()).isEqualTo(2);
    assertThat(next.resolve("policy").resolve(Manifest.FILE)).doesNotExist();
    assertThat(author().exit()).isZero();

    assertThat(sign("baomi", "--approve").exit()).isEqualTo(2);
    assertThat(sign("stranger", "--approve").exit()).isEqualTo(2);

    assertThat(next.resolve("policy").resolve(PolicyFiles.APPROVER)).doesNotExist();
  }

  @Test
  void aPolicyWithMistakesOrFailingTestsIsNotSigned() throws IOException {
    Path own = next.resolve("policy").resolve("90-own.yaml");
    Files.writeString(own, "rulez: []\n");
    Said mistaken = author();
    assertThat(mistaken.exit()).isEqualTo(1);
    assertThat(mistaken.words()).contains("policy/90-own.yaml:1:1");

    keep("库容曲线");
    Files.writeString(
        own, Files.readString(own).replace("fires: false, outcome: OPEN", "outcome: HELD"));
    assertThat(author().exit()).isEqualTo(1);

    assertThat(next.resolve("policy").resolve(Manifest.FILE)).doesNotExist();
  }

  @Test
  void theApproverDoesNotSignWhatWasAlteredAfterTheAuthor() throws IOException {
    assertThat(author().exit()).isZero();
    keep("库容曲线");

    Said approved = sign("shenji", "--approve");

    assertThat(approved.exit()).isEqualTo(1);
    assertThat(approved.words()).contains("policy/90-own.yaml").contains("altered");
  }

  @Test
  void wrongUsageIsSaidAndChangesNothing() throws IOException {
    assertThat(sign("baomi").exit()).isEqualTo(2);
    assertThat(sign("baomi", "--approve", "--why", WHY).exit()).isEqualTo(2);
    assertThat(author("--why", "一行\n两行").exit()).isEqualTo(2);
    Files.writeString(password, "wrong password, and a long one");
    assertThat(author().exit()).isEqualTo(2);
    assertThat(next.resolve("policy").resolve(Manifest.FILE)).doesNotExist();
  }

  @Test
  void checkSaysWhetherTwoPeopleSigned() throws IOException {
    assertThat(SignatureState.of(next)).contains("unsigned");
    assertThat(author().exit()).isZero();
    assertThat(SignatureState.of(next)).contains("unfinished");
    assertThat(sign("shenji", "--approve").exit()).isZero();
    assertThat(SignatureState.of(next)).contains("version 1, by baomi, approved by shenji");
    keep("库容曲线");
    assertThat(SignatureState.of(next)).contains("altered");
  }
}
