package org.sanwei.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.wiring.StartRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Officers' keys: make one on the officer's own machine, list the certificates that a gateway has.
 */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = {
      "密钥：生成个人密钥、列出证书、签署策略 / make an officer's key, list certificates,",
      "sign a policy"
    },
    subcommands = {
      KeysCommand.MakeOfficer.class,
      KeysCommand.ListCertificates.class,
      SignPolicyCommand.class
    })
final class KeysCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getErr());
    }
    return 2;
  }

  /** A new SM2 key with its certificate. */
  @Command(
      name = "make-officer",
      mixinStandardHelpOptions = true,
      description = {
        "在本人自己的机器上生成 SM2 密钥；只把 .pem 交给网关 / make an SM2 key on the officer's own",
        "machine; only the .pem goes to the gateway's anchors directory"
      })
  static final class MakeOfficer implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    @Parameters(paramLabel = "NAME", description = "规则中所写的名字 / the name as the policy writes it")
    private String name = "";

    @Option(
        names = "--dir",
        paramLabel = "DIR",
        defaultValue = ".",
        description = "写入的目录 / where the files go (default: .)")
    private Path directory = Path.of(".");

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description = "口令文件；不给则当面询问 / password file; asked for without it")
    private @Nullable Path passwordFile;

    @Option(
        names = "--days",
        paramLabel = "N",
        defaultValue = "1095",
        description = "有效天数 / days of validity (default: ${DEFAULT-VALUE})")
    private int days = 1095;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (spec == null) {
        throw new IllegalStateException("picocli sets the spec");
      }
      if (!NAME.matcher(name).matches() || days < 1) {
        throw new StartRefused(
            "the name must match " + NAME + " and --days be at least 1", "choose such a name");
      }
      Path keyFile = directory.resolve(name + ".p12");
      Path certificate = directory.resolve(name + ".pem");
      if (Files.exists(keyFile) || Files.exists(certificate)) {
        throw new StartRefused(
            keyFile + " or " + certificate + " is there already",
            "move it away first: what was sealed to it opens with it only");
      }
      char[] password = Passwords.of(passwordFile);
      try {
        Files.createDirectories(directory);
        SecureRandom random = new SecureRandom();
        PersonalKey key =
            PersonalKey.create(
                name, Clock.systemUTC().instant().minusSeconds(60), Duration.ofDays(days), random);
        key.save(keyFile, password, random);
        Files.writeString(certificate, key.certificate().toPem());
        PrintWriter out = spec.commandLine().getOut();
        out.println("密钥 key          " + keyFile);
        out.println("证书 certificate  " + certificate);
        out.println("指纹 SM3          " + key.certificate().fingerprint());
        out.println("把证书放到网关的 anchors 目录（签策略的人放在其下 policy/author 或 policy/approve），");
        out.println("并当面核对指纹 / put the certificate into the gateway's anchors directory (that of");
        out.println("who signs policies below it: policy/author or policy/approve); compare the");
        out.println("fingerprint face to face");
        out.flush();
        return 0;
      } finally {
        Arrays.fill(password, '\0');
      }
    }
  }

  /** The certificates in a directory. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "列出目录中的证书 / list the certificates in a directory")
  static final class ListCertificates implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "anchors 目录 / the anchors directory")
    private Path directory = Path.of(".");

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (spec == null) {
        throw new IllegalStateException("picocli sets the spec");
      }
      if (!Files.isDirectory(directory)) {
        throw new StartRefused(directory + " is no directory", "name the anchors directory");
      }
      PrintWriter out = spec.commandLine().getOut();
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".pem")).sorted().toList()) {
          out.println(line(file));
        }
      }
      out.flush();
      return 0;
    }

    private static String line(Path file) {
      try {
        OfficerCertificate certificate = OfficerCertificate.read(file, Clock.systemUTC());
        return String.format(
            "%-24s %s  至 until %s",
            certificate.name(), certificate.fingerprint(), certificate.notAfter());
      } catch (IOException e) {
        return file.getFileName() + "  不可用 unfit: " + e.getMessage();
      }
    }
  }
}
