package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.people.Role;
import org.sanwei.gateway.policy.PolicySigners.Part;
import org.sanwei.gateway.policy.PolicySigning;
import org.sanwei.gateway.sandbox.LoopbackYaml;
import org.sanwei.gateway.sandbox.PhoneBook;
import org.sanwei.gateway.sandbox.SandboxHome;

/**
 * One office's deployment as integrators and security officers would lay it out: the configuration
 * with the shipped policy and a ceiling, secrets, officers' keys. Everything lies below {@code
 * root}, the gateway's temporary files too, so that one scan sees all that it ever wrote.
 */
record Office(Path root, Ports ports) {
  /** Begins every text message, in its brackets. */
  static final String SIGNATURE = "试验值班室";

  /** Signs with HMAC-SM3: may post faxes and SMS. */
  static final String PROVIDER = "provider";

  /** Signs with HMAC-SHA256: may post hotline and intranet messages. */
  static final String NETWORK = "network";

  static final String OFFICER_A = "officer-a";
  static final String OFFICER_B = "officer-b";
  static final String RECOVERY = "recovery-default";
  static final String SECURITY = "security-a";

  /** Who writes the policy and who approves it, by the names in their certificates. */
  static final String POLICY_AUTHOR = "baomi-a";

  static final String POLICY_APPROVER = "baomi-b";

  /** People of the desk, by their log-ins: one 值班员, one 信息员, two 带班领导, 三员 of them two. */
  static final String DUTY_OFFICER = "zhiban";

  static final String EDITOR = "xinxi";
  static final String LEADER = "daiban";
  static final String OTHER_LEADER = "zhuren";
  static final String ADMINISTRATOR = "guanli";
  static final String AUDITOR = "shenji";

  /** A leader whom no member of WeCom answers to, and whose phone is on. */
  static final String NO_MEMBER = "柳不在";

  private static final Map<String, Role> PEOPLE =
      Map.of(
          DUTY_OFFICER, Role.DUTY_OFFICER,
          EDITOR, Role.INFORMATION_EDITOR,
          LEADER, Role.DUTY_LEADER,
          OTHER_LEADER, Role.DUTY_LEADER,
          ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR,
          AUDITOR, Role.SECURITY_AUDITOR);

  /** A half must not go on without its rest while the gateway is down. */
  static final Duration SEGMENTS_WAIT = Duration.ofSeconds(60);

  private static final String DESK_PASSWORD = "e2e-desk-password";
  private static final Duration VALID = Duration.ofDays(30);

  /** Epochs are as short as they may be in earnest, so that keys are erased while tests look on. */
  private static final LoopbackYaml YAML =
      new LoopbackYaml(
          "端到端试验值班室",
          "2s",
          SIGNATURE,
          List.of(
              new LoopbackYaml.Integrator(PROVIDER, "HMAC-SM3", List.of("fax", "sms")),
              new LoopbackYaml.Integrator(NETWORK, "HMAC-SHA256", List.of("hotline", "intranet"))));

  private static final Map<String, String> SECRETS =
      Map.of(
          "imap-fax",
          Counterparties.MAIL_PASSWORD,
          "smpp",
          Counterparties.SMPP_PASSWORD,
          "wecom",
          Counterparties.WECOM_SECRET,
          PROVIDER,
          "e2e-secret-of-the-sms-provider",
          NETWORK,
          "e2e-secret-of-the-inner-network",
          "amqp-" + OFFICER_A,
          "e2e-broker-password-a",
          "amqp-" + OFFICER_B,
          "e2e-broker-password-b",
          "amqp-" + SECURITY,
          "e2e-broker-password-s");

  /** What the gateway listens on, on loopback. */
  record Ports(int web, int amqp, SandboxHome.IntranetPorts intranet) {}

  /** Makes the directory anew below the build's own; an earlier run's is removed. */
  static Office make(String name, Sensitivity ceiling, Counterparties others) throws IOException {
    return make(name, ceiling, others, UnaryOperator.identity());
  }

  /** The same; every sender of a fax mail or a text is answered at once, however many there are. */
  static Office answering(String name, Sensitivity ceiling, Counterparties others)
      throws IOException {
    return make(name, ceiling, others, Office::withAnswers);
  }

  /** A second after each fax mail and each text its sender is answered. */
  static String withAnswers(String yaml) {
    String often = "after: 1s, perAddress: 10000, perChannel: 10000";
    return yaml.replace("receipt: { after: 5s,", "receipt: { " + often + ",")
        .replaceFirst(
            "(sms-in: [{].*[}]) [}]\n", "$1, receipt: { citizens: true, " + often + " } }\n");
  }

  /** A new office that only tries the gateway. */
  static String inShadow(String yaml) {
    return "shadow: true\n" + yaml;
  }

  /** Epochs of minutes, as an office has them: to count what waits of each costs the broker. */
  static String withOrdinaryEpochs(String yaml) {
    return yaml.replace("epoch: 2s", "epoch: 10m");
  }

  /** The same; {@code also} changes gateway.yaml. */
  static Office make(
      String name, Sensitivity ceiling, Counterparties others, UnaryOperator<String> also)
      throws IOException {
    Path root = Trees.ground().resolve(name).normalize();
    Trees.delete(root);
    Files.createDirectories(root.resolve("tmp"));
    Office office =
        new Office(
            root,
            new Ports(
                Counterparties.freePort(),
                Counterparties.freePort(),
                new SandboxHome.IntranetPorts(
                    Counterparties.freePort(),
                    Counterparties.freePort(),
                    Counterparties.freePort())));
    office.configure(ceiling, others.ports(), also);
    for (String officer : List.of(OFFICER_A, OFFICER_B, RECOVERY, SECURITY)) {
      office.makeOfficer(officer);
    }
    office.signPolicy();
    return office;
  }

  Path config() {
    return root.resolve("config");
  }

  Path data() {
    return root.resolve("data");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  /** What the gateway printed, over all its starts. */
  Path output() {
    return root.resolve("gateway.out");
  }

  Path officer(String name) {
    return root.resolve("officers").resolve(name);
  }

  String secret(String name) {
    return SECRETS.getOrDefault(name, "");
  }

  /** Everybody who may log in. */
  static Set<String> logins() {
    return PEOPLE.keySet();
  }

  /** Somebody's own session at the desk. */
  Desk desk(String login) {
    return new Desk(web(), login, DESK_PASSWORD);
  }

  URI web() {
    return URI.create("http://127.0.0.1:" + ports.web());
  }

  /** Gives the officers what they need from the gateway: after its first start. */
  void equipOfficers() throws IOException {
    Path keys = root.resolve("keys");
    for (String name : List.of(OFFICER_A, OFFICER_B, SECURITY)) {
      Files.writeString(
          officer(name).resolve("cipher-desk.properties"),
          """
          host=127.0.0.1
          port=%d
          user=%s
          passwordFile=%s
          trustStore=%s
          trustStorePasswordFile=%s
          key=officer.p12
          keyPasswordFile=officer.password
          gatewayCertificate=%s
          addresses=%s
          received=received
          """
              .formatted(
                  ports.amqp(),
                  name,
                  secretFile("amqp-" + name),
                  keys.resolve("tls").resolve("trust.p12"),
                  keys.resolve("tls.password"),
                  keys.resolve("gateway.pem"),
                  name.equals(SECURITY) ? CipherLine.SPILL : CipherLine.DEFAULT));
      Path colleagues = Files.createDirectories(officer(name).resolve("colleagues"));
      for (String other : List.of(OFFICER_A, OFFICER_B)) {
        if (!other.equals(name)) {
          Files.copy(
              config().resolve("keys").resolve("officers").resolve(other + ".pem"),
              colleagues.resolve(other + ".pem"),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** Where files are dropped: fax or hotline. */
  Path drop(String kind) {
    return root.resolve("drop").resolve(kind);
  }

  private void configure(
      Sensitivity ceiling, Counterparties.Ports others, UnaryOperator<String> also)
      throws IOException {
    ShippedConfig.copyTo(config());
    Path policy = config().resolve("policy").resolve("00-office.yaml");
    Files.writeString(
        policy,
        Files.readString(policy)
            .replace("version: 1\n", "version: 1\nceiling: " + ceiling.name() + "\n"));
    Files.createDirectories(config().resolve("secrets"));
    Files.createDirectories(drop("fax"));
    Files.createDirectories(drop("hotline"));
    for (Map.Entry<String, String> secret : SECRETS.entrySet()) {
      writePrivately(secretFile(secret.getKey()), secret.getValue());
    }
    for (String login : PEOPLE.keySet()) {
      writePrivately(secretFile("person-" + login), DESK_PASSWORD);
    }
    Files.writeString(config().resolve("people.properties"), people());
    Files.writeString(config().resolve("leaders.properties"), leaders());
    Files.writeString(
        config().resolve("gateway.yaml"),
        also.apply(
            YAML.write(
                    new SandboxHome.Ports(
                        ports.web(),
                        ports.amqp(),
                        others.imap(),
                        others.answers(),
                        others.smpp(),
                        others.wecom(),
                        ports.intranet()))
                .replace("segmentsWait: 10s", "segmentsWait: " + SEGMENTS_WAIT.toSeconds() + "s")));
  }

  private static String people() {
    StringBuilder lines = new StringBuilder();
    PEOPLE.forEach(
        (login, role) ->
            lines.append("%s=%s %s%s%n".formatted(login, role, role.chinese(), login)));
    return lines.toString();
  }

  private static String leaders() {
    StringBuilder lines = new StringBuilder(NO_MEMBER + "=副秘书长, 13900000005, liubuzai\n");
    PhoneBook.invented()
        .owners()
        .forEach(
            leader ->
                lines.append(
                    "%s=%s, %s, %s%n"
                        .formatted(
                            leader.name(), leader.post(), leader.number(), leader.userId())));
    return lines.toString();
  }

  /** As two people did before the office's first start. */
  private void signPolicy() throws IOException {
    PersonalKey author = makeSigner(POLICY_AUTHOR, Part.AUTHOR);
    PersonalKey approver = makeSigner(POLICY_APPROVER, Part.APPROVER);
    PolicySigning signing = new PolicySigning(config(), Clock.systemUTC(), new SecureRandom());
    Manifest manifest =
        signing.write(
            author,
            POLICY_APPROVER,
            "试验",
            PolicySigning.Place.FIRST,
            PolicyFiles.read(config()).entries());
    signing.approve(approver, manifest);
  }

  private PersonalKey makeSigner(String name, Part part) throws IOException {
    SecureRandom random = new SecureRandom();
    Files.createDirectories(officer(name));
    String password = "0123456789abcdef-e2e-password-of-" + name;
    writePrivately(officer(name).resolve("officer.password"), password);
    PersonalKey key =
        PersonalKey.create(name, Clock.systemUTC().instant().minusSeconds(60), VALID, random);
    key.saveUnderRandomPassword(
        officer(name).resolve("officer.p12"), password.toCharArray(), random);
    Path anchors =
        Files.createDirectories(part.directory(config().resolve("keys").resolve("officers")));
    Files.writeString(anchors.resolve(name + ".pem"), key.certificate().toPem());
    return key;
  }

  private void makeOfficer(String name) throws IOException {
    SecureRandom random = new SecureRandom();
    Path anchors = Files.createDirectories(config().resolve("keys").resolve("officers"));
    Files.createDirectories(officer(name));
    String password = "e2e-key-password-of-" + name;
    writePrivately(officer(name).resolve("officer.password"), password);
    PersonalKey key =
        PersonalKey.create(name, Clock.systemUTC().instant().minusSeconds(60), VALID, random);
    key.save(officer(name).resolve("officer.p12"), password.toCharArray(), random);
    Files.writeString(anchors.resolve(name + ".pem"), key.certificate().toPem());
  }

  private Path secretFile(String name) {
    return config().resolve("secrets").resolve(name);
  }

  private static void writePrivately(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }
}
