package org.sanwei.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.policy.Admission.Examined;
import org.sanwei.gateway.policy.PolicySigners.Part;
import org.sanwei.gateway.policy.PolicySigning.Place;

/** A configuration directory with the shipped policy, and people who may sign it. */
public final class SigningOffice {
  public static final String AUTHOR = "baomi";
  public static final String APPROVER = "shenji";
  private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();

  final Path root;
  private final Map<String, PersonalKey> keys = new HashMap<>();
  private Instant now = START;

  /** With an author and an approver; unsigned. */
  public SigningOffice(Path root) throws IOException {
    this.root = root;
    ShippedConfig.copyTo(config());
    Files.createDirectories(root.resolve("keys"));
    Files.createDirectories(root.resolve("data"));
    admit(Part.AUTHOR, key(AUTHOR));
    admit(Part.APPROVER, key(APPROVER));
  }

  public Path config() {
    return root.resolve("config");
  }

  public Path policy(String file) {
    return config().resolve("policy").resolve(file);
  }

  public Path anchors() {
    return config().resolve("keys").resolve("officers");
  }

  Clock clock() {
    return Clock.fixed(now, java.time.ZoneOffset.UTC);
  }

  void later(Duration by) {
    now = now.plus(by);
  }

  /** Somebody's key, made when it is asked for first; valid for ten days from the beginning. */
  public PersonalKey key(String name) {
    return keys.computeIfAbsent(name, this::fresh);
  }

  PersonalKey fresh(String name) {
    return PersonalKey.create(name, now.minusSeconds(60), Duration.ofDays(10), RANDOM);
  }

  /** The same key under whatever name. */
  public static PersonalKey ofOneSeed(String name) {
    SecureRandom same =
        new SecureRandom() {
          private static final long serialVersionUID = 1L;
          private byte next;

          @Override
          public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
              bytes[i] = next++;
            }
          }
        };
    return PersonalKey.create(name, START.minusSeconds(60), Duration.ofDays(10), same);
  }

  public void admit(Part part, PersonalKey key) throws IOException {
    Path directory = Files.createDirectories(part.directory(anchors()));
    Files.writeString(
        directory.resolve(key.certificate().name() + ".pem"), key.certificate().toPem());
  }

  PolicySigning signing() {
    return new PolicySigning(config(), clock(), RANDOM);
  }

  /** Signed by the usual two. */
  Manifest sign(Place place) throws IOException {
    return sign(place, key(AUTHOR), key(APPROVER));
  }

  Manifest sign(Place place, PersonalKey author, PersonalKey approver) throws IOException {
    Manifest manifest =
        signing().write(author, approver.certificate().name(), "试验", place, entries());
    signing().approve(approver, manifest);
    return manifest;
  }

  List<Manifest.Entry> entries() {
    return PolicyFiles.read(config()).entries();
  }

  /** Another rule, so that this word makes a work secret. */
  void keep(String word) throws IOException {
    Files.writeString(
        policy("90-own.yaml"),
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

  PolicyRecord record() {
    return PolicyRecord.in(root.resolve("keys"), root.resolve("data"));
  }

  Admission admission(PolicyGate... gates) {
    return new Admission(
        new ManifestCheck(PolicySigners.read(anchors()), clock()), record(), List.of(gates));
  }

  Admission.Examined examine(PolicyGate... gates) {
    return admission(gates).examine(PolicyFiles.read(config()));
  }

  /** Examines, expects it to be fit, and takes it. */
  SignedPolicy take() throws PolicyRecord.Unsure {
    if (!(examine() instanceof Admission.Examined.Fit fit)) {
      throw new AssertionError("not fit: " + examine());
    }
    admission().take(fit.policy());
    return fit.policy();
  }

  /** Why it is not taken; it says where, what and the mend. */
  static PolicyFault.Kind kind(Examined examined) {
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
}
