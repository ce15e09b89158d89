package org.sanwei.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.policy.PolicyFault.Kind;
import org.sanwei.gateway.policy.PolicySigners.Part;
import org.sanwei.gateway.policy.PolicySigning.Place;

/** One defect after the other in a policy that two people signed. */
class PolicyDefectsTest {
  private SigningOffice office;

  @BeforeEach
  void anOffice(@TempDir Path fresh) throws IOException {
    office = new SigningOffice(fresh);
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

    assertThat(SigningOffice.kind(office.examine())).as(name).isEqualTo(expected);
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
}
