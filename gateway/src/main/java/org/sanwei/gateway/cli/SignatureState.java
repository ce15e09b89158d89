package org.sanwei.gateway.cli;

import java.nio.file.Path;
import java.time.Clock;
import org.sanwei.config.load.GatewayConfigLoader;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.gateway.policy.ManifestCheck;
import org.sanwei.gateway.policy.ManifestCheck.Looked;
import org.sanwei.gateway.policy.PolicySigners;

/**
 * Says in one line whether two people signed a policy: for commands that take unsigned ones. What
 * they signed is told whether or not it could come into force on some gateway.
 */
final class SignatureState {
  private SignatureState() {}

  static String of(Path config) {
    PolicyFiles files = PolicyFiles.read(config);
    if (files.signed(Manifest.FILE) == null) {
      return "未签署，run 不采用 / unsigned: run does not take it";
    }
    Loading<GatewayConfig> loading = GatewayConfigLoader.lint(config);
    if (!(loading instanceof Loading.Loaded<GatewayConfig> loaded)) {
      return "没有 gateway.yaml，不知道谁有权签，未核 / not checked: no gateway.yaml says who may sign";
    }
    ManifestCheck check =
        new ManifestCheck(PolicySigners.read(loaded.value().anchors()), Clock.systemUTC());
    Looked looked = check.look(files);
    if (looked instanceof Looked.Unsound unsound) {
      return "签署不成立，run 不采用 / not as signed, run does not take it: "
          + unsound.fault().kind().word();
    }
    Manifest manifest = ((Looked.Sound) looked).manifest();
    return "第 %d 版，%s 起草，%s 复核 / version %d, by %s, approved by %s"
        .formatted(
            manifest.sequence(),
            manifest.author(),
            manifest.approver(),
            manifest.sequence(),
            manifest.author(),
            manifest.approver());
  }
}
