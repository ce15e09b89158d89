package org.sanwei.gateway.sandbox;

import java.util.List;

/**
 * The {@code gateway.yaml} of an office whose counterparties are all on loopback: a sandbox's, and
 * that of end-to-end tests. Its two folders are {@code drop/fax} and {@code drop/hotline} beside
 * the configuration's directory.
 *
 * @param name of the office, for its pages
 * @param epoch as the file writes it, such as 10m
 * @param signature begins every text message
 * @param integrators who may post what; every kind of post belongs to one of them
 */
public record LoopbackYaml(
    String name, String epoch, String signature, List<Integrator> integrators) {

  /** Short, so that whoever tries a half message sees what becomes of it. */
  private static final String SEGMENTS_WAIT = "10s";

  public LoopbackYaml {
    integrators = List.copyOf(integrators);
  }

  /**
   * One who posts; its secret lies in {@code secrets/NAME}.
   *
   * @param algorithm HMAC-SM3 or HMAC-SHA256
   * @param kinds of its channels: sms, hotline, intranet, fax
   */
  public record Integrator(String name, String algorithm, List<String> kinds) {
    public Integrator {
      kinds = List.copyOf(kinds);
    }
  }

  /** The file for these ports, ending with a line end. */
  public String write(SandboxHome.Ports ports) {
    StringBuilder channels = new StringBuilder();
    StringBuilder keys = new StringBuilder();
    for (Integrator one : integrators) {
      if (one.kinds().contains("intranet")) {
        channels.append(
            "  intranet-lan: { kind: intranet, broker: { integrators: [%s] } }\n"
                .formatted(one.name()));
      }
      for (String kind : one.kinds()) {
        channels.append(
            "  %s-post: { kind: %s, http: { integrators: [%s] } }\n"
                .formatted(kind, kind, one.name()));
      }
      keys.append(
          "  %s: { algorithm: %s, secretFile: secrets/%s }\n"
              .formatted(one.name(), one.algorithm(), one.name()));
    }
    return """
        unit: "370500"
        name: %s
        zone: Asia/Shanghai
        web:  { host: 127.0.0.1, port: %d }
        amqp: { host: 127.0.0.1, port: %d }
        intranet: { host: 127.0.0.1, amqp: %d, stomp: %d, mqtt: %d }
        database: embedded
        masterKeyFile: ../keys/master.key
        anchors: keys/officers
        epoch: %s
        limits: { bodyBytes: 26214400 }
        channels:
          fax-mail: { kind: fax, imap: { host: 127.0.0.1, port: %d, tls: none, user: fax, passwordFile: secrets/imap-fax, folder: INBOX, processed: Processed, pollEvery: 1s }, receipt: { after: 5s, mail: { host: 127.0.0.1, port: %d, tls: none, from: zhiban@sandbox.invalid, never: [fax@sandbox.invalid] } } }
          fax-folder: { kind: fax, folder: { path: "../drop/fax", pattern: "*.{tif,tiff,pdf}", quietFor: 1s, pollEvery: 500ms, temporary: [.part], facts: { name: "fax-(?P<caller>[0-9-]+)-[0-9]+[.].*", companion: .txt, keys: { pages: received, pagesSent: total, error: reason } } } }
          hotline-folder: { kind: hotline, folder: { path: "../drop/hotline", pattern: "*.{csv,json,jsonl}", quietFor: 1s, pollEvery: 500ms, temporary: [.part], columns: { caseId: 工单编号, version: 版本, status: 状态, caller: 来电号码, subject: 标题, text: 内容, at: 时间 } } }
          sms-in: { kind: sms, smpp: { outlet: sms, segmentsWait: %s } }
          hand-desk: { kind: hand, slips: { keep: 7d, open: 20 } }
        """
            .formatted(
                name,
                ports.web(),
                ports.amqp(),
                ports.intranet().amqp(),
                ports.intranet().stomp(),
                ports.intranet().mqtt(),
                epoch,
                ports.imap(),
                ports.smtp(),
                SEGMENTS_WAIT)
        + channels
        + "integrators:\n"
        + keys
        + """
        outlets:
          sms: { kind: smpp, host: 127.0.0.1, port: %d, tls: false, systemId: sanwei, passwordFile: secrets/smpp, sourceAddress: "10690000", signature: %s }
          wecom: { kind: wecom, baseUrl: "http://127.0.0.1:%d", corpId: ww0, agentId: 1000002, secretFile: secrets/wecom }
        """
            .formatted(ports.smpp(), signature, ports.wecom());
  }
}
