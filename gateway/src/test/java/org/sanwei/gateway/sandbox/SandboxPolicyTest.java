package org.sanwei.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.gateway.policy.Admission;
import org.sanwei.gateway.policy.ManifestCheck;
import org.sanwei.gateway.policy.PolicyRecord;
import org.sanwei.gateway.policy.PolicySigners;
import org.sanwei.gateway.policy.SignedPolicy;

/** A sandbox signs its own rules, so that a drill walks the whole way of a signed policy. */
class SandboxPolicyTest {
  private static final SandboxHome.Ports PORTS =
      new SandboxHome.Ports(1, 2, 3, 4, 5, 6, new SandboxHome.IntranetPorts(7, 8, 9));

  private static SandboxHome prepare(Path data) throws IOException {
    return SandboxHome.prepare(data, PORTS, Clock.systemUTC(), new SecureRandom());
  }

  /** As a start does. */
  private static SignedPolicy start(SandboxHome home, Path data) throws Exception {
    Path config = home.config();
    Admission admission =
        new Admission(
            new ManifestCheck(
                PolicySigners.read(config.resolve("keys").resolve("officers")), Clock.systemUTC()),
            PolicyRecord.in(
                Files.createDirectories(config.resolveSibling("keys")),
                Files.createDirectories(data)),
            java.util.List.of());
    Admission.Examined examined = admission.examine(PolicyFiles.read(config));
    assertThat(examined).isInstanceOf(Admission.Examined.Fit.class);
    SignedPolicy policy = ((Admission.Examined.Fit) examined).policy();
    admission.take(policy);
    return policy;
  }

  @Test
  void itsTwoSignWhatWasShippedAndNothingTwice(@TempDir Path root) throws Exception {
    Path data = root.resolve("data");
    SandboxHome home = prepare(data);
    SignedPolicy first = start(home, data);
    byte[] signed = Files.readAllBytes(home.config().resolve("policy").resolve(Manifest.FILE));

    SignedPolicy again = start(prepare(data), data);

    assertThat(first.manifest().sequence()).isEqualTo(1);
    assertThat(first.manifest().why()).startsWith("演练");
    assertThat(again.manifest()).isEqualTo(first.manifest());
    assertThat(home.config().resolve("policy").resolve(Manifest.FILE)).hasBinaryContent(signed);
  }

  @Test
  void whatSomebodyEditedIsSignedAsTheNextVersionAtTheNextStart(@TempDir Path root)
      throws Exception {
    Path data = root.resolve("data");
    SandboxHome home = prepare(data);
    SignedPolicy first = start(home, data);
    Files.writeString(
        home.config().resolve("policy").resolve("20-doubt.yaml"),
        "# 试试\n",
        StandardOpenOption.APPEND);

    SignedPolicy second = start(prepare(data), data);

    assertThat(second.manifest().sequence()).isEqualTo(2);
    assertThat(second.manifest().predecessor()).isEqualTo(first.policy().digest());
  }
}
