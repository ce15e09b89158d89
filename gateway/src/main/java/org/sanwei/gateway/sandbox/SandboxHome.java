package org.sanwei.gateway.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.policy.ManifestCheck;
import org.sanwei.gateway.policy.ManifestCheck.Looked;
import org.sanwei.gateway.policy.PolicyRecord;
import org.sanwei.gateway.policy.PolicySigners;
import org.sanwei.gateway.policy.PolicySigners.Part;
import org.sanwei.gateway.policy.PolicySigning;

/**
 * The files of a sandbox: a configuration directory from the shipped policy, secrets and officers'
 * keys made at random on the first run. Lies beside the data directory, never in it. Every key is
 * marked SANDBOX by its place; nothing here is fit for a real office.
 */
public final class SandboxHome {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Duration VALID = Duration.ofDays(3650);
  private static final List<String> SECRETS =
      List.of(
          "imap-fax",
          "drill",
          "smpp",
          "wecom",
          "amqp-officer-a",
          "amqp-officer-b",
          "amqp-security-a");
  private static final List<String> OFFICERS =
      List.of("officer-a", "officer-b", "recovery-default", "security-a");

  /** Who sign the drill's policy: its 安全保密管理员 and its 安全审计员. */
  private static final String AUTHOR = "baomi";

  private static final String APPROVER = "shenji";

  private static final String REMARK =
      "# 演练环境：每次启动重写端口 / sandbox: the ports are written anew at each start\n";
  private static final LoopbackYaml YAML =
      new LoopbackYaml(
          "河东市委值班室（演练）",
          "10m",
          "河东值班室",
          List.of(
              new LoopbackYaml.Integrator(
                  "drill", "HMAC-SHA256", List.of("sms", "hotline", "intranet", "fax"))));

  private final Path home;
  private final SecureRandom random;

  private SandboxHome(Path home, SecureRandom random) {
    this.home = home;
    this.random = random;
  }

  /** The ports on loopback that a run listens on. */
  public record Ports(
      int web, int amqp, int imap, int smtp, int smpp, int wecom, IntranetPorts intranet) {}

  /** Where the broker takes messages from the intranet. */
  public record IntranetPorts(int amqp, int stomp, int mqtt) {}

  /** Makes what is missing; keeps what is there. {@code data}'s sibling {@code <data>-sandbox}. */
  public static SandboxHome prepare(Path data, Ports ports, Clock clock, SecureRandom random)
      throws IOException {
    Path normal = data.toAbsolutePath().normalize();
    SandboxHome home =
        new SandboxHome(normal.resolveSibling(normal.getFileName() + "-sandbox"), random);
    home.make(ports, clock);
    home.signPolicy(normal, clock);
    return home;
  }

  /** What {@code --config} would name. */
  public Path config() {
    return home.resolve("config");
  }

  /** One officer's own directory, as it would lie on the officer's machine. */
  public Path officer(String name) {
    return home.resolve("officers").resolve(name);
  }

  /** The directories of the two who sign the policy: the author's, the approver's. */
  public List<Path> policySigners() {
    return List.of(officer(AUTHOR), officer(APPROVER));
  }

  /** The folder into which the drill's fax machine or hotline drops files: fax or hotline. */
  public Path drop(String kind) {
    return home.resolve("drop").resolve(kind);
  }

  /** A secret's text. */
  public String secret(String name) throws IOException {
    return Files.readString(secretFile(name), StandardCharsets.UTF_8).strip();
  }

  /** Completes the officers' directories once the gateway's certificate and trust store exist. */
  public void equipOfficers(Ports ports, Path gatewayCertificate, Path trustStore, Path password)
      throws IOException {
    for (String name : List.of("officer-a", "officer-b", "security-a")) {
      String lines =
          "# 机要员目录（演练）/ an officer's directory (sandbox)\n"
              + "host=127.0.0.1\n"
              + ("port=" + ports.amqp() + "\n")
              + ("user=" + name + "\n")
              + ("passwordFile=" + secretFile("amqp-" + name) + "\n")
              + ("trustStore=" + trustStore + "\n")
              + ("trustStorePasswordFile=" + password + "\n")
              + "key=officer.p12\n"
              + "keyPasswordFile=officer.password\n"
              + ("gatewayCertificate=" + gatewayCertificate + "\n")
              + ("addresses="
                  + (name.equals("security-a") ? "sanwei.spill" : "sanwei.cipher.default")
                  + "\n")
              + "received=received\n"
              + "colleagues=colleagues\n";
      Files.writeString(officer(name).resolve("cipher-desk.properties"), lines);
      introduce(name);
    }
  }

  /** The other officer's certificate, as the two would have exchanged it by hand. */
  private void introduce(String name) throws IOException {
    Path colleagues = officer(name).resolve("colleagues");
    Files.createDirectories(colleagues);
    for (String other : List.of("officer-a", "officer-b")) {
      if (!other.equals(name)) {
        Files.copy(
            config().resolve("keys").resolve("officers").resolve(other + ".pem"),
            colleagues.resolve(other + ".pem"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void make(Ports ports, Clock clock) throws IOException {
    Files.createDirectories(
        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    // At every start: a first start that was killed may have copied half of the rules.
    ShippedConfig.copyTo(config());
    Files.createDirectories(config().resolve("secrets"));
    Files.createDirectories(drop("fax"));
    Files.createDirectories(drop("hotline"));
    for (String name : SECRETS) {
      if (!Files.exists(secretFile(name))) {
        // SMPP 3.4 §5.2.2: a password has at most eight characters.
        writePrivate(secretFile(name), randomHex(name.equals("smpp") ? 4 : 16));
      }
    }
    Path anchors = anchors();
    Files.createDirectories(anchors);
    for (String name : OFFICERS) {
      if (!Files.exists(anchors.resolve(name + ".pem"))) {
        makeOfficer(name, anchors, clock);
      }
    }
    makeSigner(AUTHOR, Part.AUTHOR.directory(anchors), clock);
    makeSigner(APPROVER, Part.APPROVER.directory(anchors), clock);
    Files.writeString(config().resolve("gateway.yaml"), REMARK + YAML.write(ports));
  }

  private void makeSigner(String name, Path anchors, Clock clock) throws IOException {
    Files.createDirectories(anchors);
    if (!Files.exists(anchors.resolve(name + ".pem"))) {
      makeOfficer(name, anchors, clock);
    }
  }

  /**
   * The two sign what lies there, as a version of its own, unless they have: nobody of a drill
   * should be kept from editing its rules. An office's two people do so themselves.
   */
  private void signPolicy(Path data, Clock clock) throws IOException {
    PolicyFiles files = PolicyFiles.read(config());
    PolicySigners signers = PolicySigners.read(anchors());
    Optional<PolicyRecord.Taken> last = lastTaken(data);
    if (!files.problems().isEmpty()
        || (new ManifestCheck(signers, clock).look(files) instanceof Looked.Sound sound
            && sound.expired().isEmpty()
            && last.map(taken -> taken.allows(sound.manifest())).orElse(true))) {
      return;
    }
    PolicySigning signing = new PolicySigning(config(), clock, random);
    Manifest manifest =
        signing.write(
            key(AUTHOR),
            APPROVER,
            "演练：由演练环境自己的两把钥匙签署",
            last.map(taken -> PolicySigning.Place.after(taken.sequence(), taken.digest()))
                .orElse(PolicySigning.Place.FIRST),
            files.entries());
    signing.approve(key(APPROVER), manifest);
  }

  private Optional<PolicyRecord.Taken> lastTaken(Path data) {
    try {
      return PolicyRecord.in(home.resolve("keys"), data).newest();
    } catch (PolicyRecord.Unsure e) {
      // The start will say so.
      return Optional.empty();
    }
  }

  private PersonalKey key(String name) throws IOException {
    String password = Files.readString(officer(name).resolve("officer.password"));
    return PersonalKey.open(officer(name).resolve("officer.p12"), password.strip().toCharArray());
  }

  private Path anchors() {
    return config().resolve("keys").resolve("officers");
  }

  private void makeOfficer(String name, Path anchors, Clock clock) throws IOException {
    Files.createDirectories(officer(name));
    Path passwordFile = officer(name).resolve("officer.password");
    String password = randomHex(16);
    writePrivate(passwordFile, password);
    Files.deleteIfExists(officer(name).resolve("officer.p12"));
    PersonalKey key = PersonalKey.create(name, clock.instant().minusSeconds(60), VALID, random);
    key.saveUnderRandomPassword(
        officer(name).resolve("officer.p12"), password.toCharArray(), random);
    Files.writeString(anchors.resolve(name + ".pem"), key.certificate().toPem());
  }

  private Path secretFile(String name) {
    return config().resolve("secrets").resolve(name);
  }

  private String randomHex(int bytes) {
    byte[] some = new byte[bytes];
    random.nextBytes(some);
    return HexFormat.of().formatHex(some);
  }

  private static void writePrivate(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(part, text);
    Files.move(part, file);
  }
}
