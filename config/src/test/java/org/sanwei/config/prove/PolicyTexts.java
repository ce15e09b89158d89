package org.sanwei.config.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.policy.Policy;

/** A small policy with a rule of each kind, as text, to be edited. */
final class PolicyTexts {
  static final String BASE =
      """
      version: 1
      ceiling: CONFIDENTIAL
      channels:
        fax-mail: { kind: fax }
        sms-in: { kind: sms }
      outlets:
        sms: { clearance: PUBLIC }
      lines:
        default: { officers: [officer-a, officer-b], recovery: recovery-default }
        default/military: { officers: [officer-c], recovery: recovery-default }
      spill: [security-a]
      silence: 4h
      marks:
        headLines: 8
        companions: [份号, 明电]
        fields: [密级, 等级]
        options: [绝密, 机密, 秘密, 公开]
      rules:
        - id: mark
          why: 标志。
          match:
            - { words: [机密, 秘密], form: [starred] }
            - { words: [机密, 秘密], form: [line, bracket], in: [head, file-name], unless: [商业秘密] }
            - { words: [机密], form: [field] }
          raises: { sensitivity: SECRET }
          tests:
            - { text: "机密★10年" }
            - { text: "机密文件不得上网。", fires: false }
        - id: doubt
          why: 存疑。
          match:
            - { words: [机密], form: [choice, inset] }
            - { words: [涉密], before: '(?:本|此)件$', notAfter: '^培训' }
          raises: { hold: suspect }
        - id: shadow
          why: 另一条也认星标。
          match:
            - { words: [绝密, 机密], form: [starred] }
          raises: { sensitivity: SECRET, line: default/military }
        - id: repeated
          why: 词多。
          match:
            - { words: [名单], atLeast: 3 }
          raises: { sensitivity: WORK_SECRET }
        - id: number
          why: 文号。
          match:
            - { pattern: '密字第[0-9]+号|密函[0-9]{4}', in: [body] }
          raises: { hold: suspect }
          tests:
            - { text: "收到密字第12号来文。" }
        - id: near
          why: 临近。
          match:
            - { near: [外传], to: [名单, 底稿], within: 12 }
          raises: { hold: suspect }
        - id: dead
          why: 死亡。
          match:
            - { amount: [死亡], units: [人], atLeast: 3 }
          raises: { event: { category: [ACCIDENT], level: LARGER }, urgency: PRIORITY }
        - id: night
          why: 夜里来的。
          match:
            - all:
                - { hours: { from: "22:00", to: "06:00" } }
                - { senders: ["0546*", "@moh.gov.cn"] }
          raises: { urgency: IMMEDIATE }
        - id: origin
          why: 来源。
          match:
            - { kinds: [fax] }
            - { unread: [encrypted, archive] }
          raises: { urgency: ROUTINE }
      """;

  private PolicyTexts() {}

  static Policy base() {
    return of(BASE);
  }

  /** The base where {@code from}, which stands in it once, is {@code to}. */
  static Policy edited(String from, String to) {
    int first = BASE.indexOf(from);
    assertThat(first).as("'%s' stands in the base", from).isNotNegative();
    assertThat(BASE.lastIndexOf(from)).as("'%s' stands once", from).isEqualTo(first);
    return of(BASE.replace(from, to));
  }

  private static Policy of(String text) {
    Loading<Policy> loading =
        PolicyLoader.load(
            PolicyFiles.of(Map.of("all.yaml", text.getBytes(StandardCharsets.UTF_8))));
    assertThat(loading.problems()).isEmpty();
    return ((Loading.Loaded<Policy>) loading).value();
  }
}
