package org.sanwei.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.load.GatewayConfigLoader;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.Problem;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.prove.PolicyCheck;
import org.sanwei.config.prove.PolicyDifference;
import org.sanwei.crypto.key.BadKeyFile;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.policy.ManifestCheck;
import org.sanwei.gateway.policy.ManifestCheck.Looked;
import org.sanwei.gateway.policy.PolicyFault;
import org.sanwei.gateway.policy.PolicySigners;
import org.sanwei.gateway.policy.PolicySigners.Part;
import org.sanwei.gateway.policy.PolicySigning;
import org.sanwei.gateway.policy.PolicySigning.Place;
import org.sanwei.gateway.wiring.StartRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs a policy as its author, or a signed one as its approver, on that person's own machine. */
@Command(
    name = "sign-policy",
    mixinStandardHelpOptions = true,
    description = {
      "在本人自己的机器上签署策略。先由起草人签（写清单），再由另一个人 --approve：先列出改了什么，再要口令",
      "sign a policy on one's own machine: first its author (writes the manifest), then another",
      "person with --approve, who is shown what changes before the password is asked for"
    },
    exitCodeListHeading = "%n退出码 exit codes:%n",
    exitCodeList = {
      "0:已签 / signed",
      "1:策略有错或签署不对，没有签 / problems in the policy or its signatures, nothing signed",
      "2:用法不对 / wrong usage"
    })
final class SignPolicyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description = "配置目录的副本，其下有 policy/ / a copy of the configuration directory")
  private Path directory = Path.of(".");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "本人的密钥 .p12 / one's own key")
  private Path keyFile = Path.of(".");

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "口令文件；不给则当面询问 / password file; asked for without it")
  private @Nullable Path passwordFile;

  @Option(names = "--approve", description = "作为复核人签 / sign as the approver")
  private boolean approving;

  @Option(
      names = "--approver",
      paramLabel = "NAME",
      description = "起草人：由谁复核 / the author's: who is to approve")
  private @Nullable String approver;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "起草人：一句话，为什么改 / the author's: one sentence, why")
  private @Nullable String why;

  @Option(
      names = "--before",
      paramLabel = "DIR",
      description = {
        "前一版的配置目录，用来比较；复核第 2 版起必须给 / the configuration directory of the version",
        "before, to compare with; an approver of version 2 and later must name it"
      })
  private @Nullable Path before;

  @Option(
      names = "--anchors",
      paramLabel = "DIR",
      description = {
        "证书目录，其下有 policy/author、policy/approve；不给则依 gateway.yaml / the anchors",
        "directory; that of gateway.yaml without it"
      })
  private @Nullable Path anchors;

  @Spec private @Nullable CommandSpec spec;

  private final Clock clock = Clock.systemUTC();

  /** A policy that was read and has nothing to mend. */
  private record Clean(PolicyFiles files, Policy policy) {}

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (approving == (approver != null || why != null) || !approving && approver == null) {
      throw new StartRefused(
          "the author gives --approver and --why, the approver --approve and neither of them",
          "keys sign-policy --help");
    }
    if (!Files.isDirectory(directory.resolve(PolicyFiles.DIRECTORY))) {
      throw new StartRefused(
          directory + " has no policy/", "name a configuration directory, as for check");
    }
    PolicySigners signers = PolicySigners.read(anchors());
    ManifestCheck check = new ManifestCheck(signers, clock);
    Optional<Clean> clean = clean(out);
    int code =
        clean.isEmpty()
            ? 1
            : approving
                ? approve(clean.get(), signers, check, out)
                : write(clean.get(), signers, check, out);
    out.flush();
    return code;
  }

  private Optional<Clean> clean(PrintWriter out) {
    PolicyFiles files = PolicyFiles.read(directory);
    PolicyCheck.Report report = PolicyCheck.check(directory);
    report.problems().forEach(out::println);
    report.failures().forEach(out::println);
    if (!report.clean() || !(PolicyLoader.load(files) instanceof Loading.Loaded<Policy> loaded)) {
      out.println("策略有错，没有签；先改到 ./sanwei check 无误 / not signed: mend it until check is clean");
      return Optional.empty();
    }
    return Optional.of(new Clean(files, loaded.value()));
  }

  private int write(Clean clean, PolicySigners signers, ManifestCheck check, PrintWriter out)
      throws IOException {
    String approverName = String.valueOf(approver);
    String sentence = why == null ? "" : why.strip();
    if (!Manifest.sayable(sentence)) {
      throw new StartRefused(
          "--why is not one visible sentence of at most " + Manifest.LONGEST_WHY + " characters",
          "say in one line why the rules change");
    }
    OfficerCertificate other =
        signers
            .find(Part.APPROVER, approverName)
            .orElseThrow(
                () ->
                    new StartRefused(
                        "there is no certificate of '" + approverName + "' in policy/approve",
                        "put it below " + Part.APPROVER.directory(anchors()) + ", or correct it"));
    for (Manifest.Entry file : clean.files().entries()) {
      if (!Manifest.nameable(file.name())) {
        throw new StartRefused(
            "policy/" + file.name() + " has a name that no manifest takes",
            "use letters, figures, '-', '_' and '.' only");
      }
    }
    Optional<Clean> old = before(check, out);
    if (before != null && old.isEmpty()) {
      return 1;
    }
    Place place = place(clean.files(), check);
    show(old, clean, out);
    PersonalKey key = key();
    own(key, Part.AUTHOR, signers);
    if (other.name().equals(key.certificate().name()) || other.sharesKeyWith(key.certificate())) {
      throw new StartRefused(
          "author and approver are one person", "name somebody else with --approver");
    }
    unchanged(clean.files());
    Manifest manifest =
        new PolicySigning(directory, clock, new SecureRandom())
            .write(key, approverName, sentence, place, clean.files().entries());
    if (check.lookAtDraft(PolicyFiles.read(directory)) instanceof Looked.Unsound unsound) {
      return faulty(unsound.fault(), out);
    }
    print(manifest, out);
    out.printf(
        "起草人已签，请 %s 复核 / signed by the author; %s is to approve%n", approverName, approverName);
    return 0;
  }

  private int approve(Clean clean, PolicySigners signers, ManifestCheck check, PrintWriter out)
      throws IOException {
    Looked looked = check.lookAtDraft(clean.files());
    if (looked instanceof Looked.Unsound unsound) {
      return faulty(unsound.fault(), out);
    }
    Looked.Sound draft = (Looked.Sound) looked;
    Manifest manifest = draft.manifest();
    if (draft.expired().isPresent()) {
      return faulty(draft.expired().get(), out);
    }
    Optional<Clean> old = before(check, out);
    if (manifest.predecessor() != null) {
      if (before == null) {
        throw new StartRefused(
            "an approver of version " + manifest.sequence() + " compares it with the one before",
            "name the configuration directory of version "
                + (manifest.sequence() - 1)
                + " with --before");
      }
      if (old.isEmpty()) {
        return 1;
      }
      if (!old.get().policy().digest().equals(manifest.predecessor())) {
        out.println("--before 不是这一版所接的那一版 / --before is not the version that this one follows");
        return 1;
      }
    }
    print(manifest, out);
    show(old, clean, out);
    out.flush();
    PersonalKey key = key();
    own(key, Part.APPROVER, signers);
    if (!key.certificate().name().equals(manifest.approver())) {
      throw new StartRefused(
          "the manifest names '" + manifest.approver() + "' as its approver",
          "let that person sign, or let the author sign again with another --approver");
    }
    unchanged(clean.files());
    new PolicySigning(directory, clock, new SecureRandom()).approve(key, manifest);
    if (check.look(PolicyFiles.read(directory)) instanceof Looked.Unsound unsound) {
      Files.deleteIfExists(directory.resolve(PolicyFiles.DIRECTORY).resolve(PolicyFiles.APPROVER));
      return faulty(unsound.fault(), out);
    }
    out.println("两人已签。把 policy/ 整个换到网关 / signed by two: put the whole of policy/ onto the gateway");
    return 0;
  }

  /** The version before, when it was named: signed by two, and its files as signed. */
  private Optional<Clean> before(ManifestCheck check, PrintWriter out) {
    if (before == null) {
      return Optional.empty();
    }
    PolicyFiles files = PolicyFiles.read(before);
    if (check.look(files) instanceof Looked.Unsound unsound) {
      out.println("--before " + before + ":");
      faulty(unsound.fault(), out);
      return Optional.empty();
    }
    Loading<Policy> loading = PolicyLoader.load(files);
    loading.problems().forEach(out::println);
    return loading instanceof Loading.Loaded<Policy> loaded
        ? Optional.of(new Clean(files, loaded.value()))
        : Optional.empty();
  }

  /** After the version that was named, or the one whose manifest lies there; else as that says. */
  private Place place(PolicyFiles files, ManifestCheck check) {
    if (before != null) {
      return check
          .signedByTwo(PolicyFiles.read(before))
          .map(Place::after)
          .orElseThrow(() -> new StartRefused(before + " is not signed", "name another"));
    }
    byte[] lies = files.signed(Manifest.FILE);
    if (lies == null) {
      return Place.FIRST;
    }
    Optional<Manifest> whole = check.signedByTwo(files);
    if (whole.isPresent()) {
      return Place.after(whole.get());
    }
    if (Manifest.parse(lies, PolicyFiles.place(Manifest.FILE))
        instanceof Loading.Loaded<Manifest> draft) {
      return new Place(draft.value().sequence(), draft.value().predecessor());
    }
    throw new StartRefused(
        "policy/MANIFEST is no manifest",
        "put back the one of the version before, or use --before");
  }

  private static void print(Manifest manifest, PrintWriter out) {
    out.printf("版次 version      %d%n", manifest.sequence());
    out.printf(
        "前一版 follows    %s%n", manifest.predecessor() == null ? "—" : manifest.predecessor());
    out.printf("起草人 author     %s%n", manifest.author());
    out.printf("复核人 approver   %s%n", manifest.approver());
    out.printf("时间 made         %s%n", manifest.madeAt());
    out.printf("为什么 why        %s%n", manifest.why());
    out.printf("策略指纹 digest   %s%n", manifest.digest());
  }

  private static void show(Optional<Clean> old, Clean clean, PrintWriter out)
      throws JsonProcessingException {
    if (old.isEmpty()) {
      out.printf(
          "没有前一版可比：%d 个文件，%d 条规则 / nothing to compare with: %d files, %d rules%n",
          clean.files().entries().size(),
          clean.policy().rules().size(),
          clean.files().entries().size(),
          clean.policy().rules().size());
      return;
    }
    List<String> changes =
        FileChanges.between(old.get().files().entries(), clean.files().entries());
    out.printf("改动 changes      %d 个文件（+ 添 added，- 删 removed，~ 改 changed）%n", changes.size());
    changes.forEach(out::println);
    new DifferencePrint(out).print(PolicyDifference.between(old.get().policy(), clean.policy()));
  }

  private static int faulty(PolicyFault fault, PrintWriter out) {
    fault.problems().forEach(out::println);
    out.println("没有签 / not signed: " + fault.kind().word());
    return 1;
  }

  private Path anchors() {
    if (anchors != null) {
      return anchors;
    }
    Loading<GatewayConfig> loading = GatewayConfigLoader.lint(directory);
    if (loading instanceof Loading.Loaded<GatewayConfig> loaded) {
      return loaded.value().anchors();
    }
    throw new StartRefused(
        "there is no gateway.yaml in " + directory + " that says where the certificates lie",
        "name the anchors directory with --anchors");
  }

  private PersonalKey key() throws IOException {
    char[] password = Passwords.of(passwordFile);
    try {
      return PersonalKey.open(keyFile, password);
    } catch (BadKeyFile e) {
      throw new StartRefused(e.where() + ": " + e.what(), e.fix());
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private void own(PersonalKey key, Part part, PolicySigners signers) {
    OfficerCertificate certificate = key.certificate();
    if (!signers.problems().isEmpty()) {
      Problem first = signers.problems().get(0);
      throw new StartRefused(first.at() + ": " + first.what(), first.fix());
    }
    if (!signers.may(part, certificate)) {
      throw new StartRefused(
          "the key of '" + certificate.name() + "' may not sign here",
          "its certificate belongs into " + part.directory(anchors()));
    }
    if (!certificate.validAt(clock.instant())) {
      throw new StartRefused(
          "the certificate of '" + certificate.name() + "' is not valid today",
          "make a new key with keys make-officer");
    }
  }

  private void unchanged(PolicyFiles files) {
    if (!PolicyFiles.read(directory).same(files)) {
      throw new StartRefused(
          "policy/ was changed while it was looked at", "look again, and sign then");
    }
  }
}
