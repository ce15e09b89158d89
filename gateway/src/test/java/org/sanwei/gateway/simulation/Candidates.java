package org.sanwei.gateway.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.policy.Policy;

/** A policy in force, and others that might be. */
final class Candidates {
  static final String IN_FORCE =
      """
      version: 1
      channels:
        fax-1: { kind: fax }
      outlets:
        sms: { clearance: PUBLIC }
      lines:
        default: { officers: [officer-a], recovery: recovery-default }
      spill: [security-a]
      marks: { headLines: 8, companions: [], fields: [密级], options: [机密] }
      rules:
        - id: mark-secret
          why: 标志。
          match: [ { words: [机密], form: [starred, field] } ]
          raises: { sensitivity: SECRET }
          tests:
            - { text: "机密★10年" }
        - id: flood
          why: 防汛加急。
          match: [ { words: [防汛] } ]
          raises: { urgency: PRIORITY }
      """;

  /** Reads no fields any more, forgets floods, and asks for a word of its author's. */
  static final String CHANGED =
      IN_FORCE.replace("[starred, field]", "[starred]").replace("[防汛]", "[抗旱]")
          + """
        - id: probe
          why: 查一个词。
          match: [ { words: [甲字第] } ]
          raises: { hold: suspect }
        - id: curious
          why: 打听。
          match: [ { words: [张三] } ]
          raises: { hold: suspect }
      """;

  private Candidates() {}

  static Policy inForce() {
    Loading<Policy> loading =
        PolicyLoader.load(
            PolicyFiles.of(Map.of("all.yaml", IN_FORCE.getBytes(StandardCharsets.UTF_8))));
    return ((Loading.Loaded<Policy>) loading).value();
  }
}
