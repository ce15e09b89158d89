package org.sanwei.routes.release;

import java.time.Duration;

/**
 * How to reach an SMSC. {@code password} never prints.
 *
 * @param tls whether the session is under TLS; without it the password and every text pass in the
 *     clear, which only a line of one's own allows
 * @param source the service number (接入号) that texts come from
 * @param binds how many sessions are kept bound
 * @param responseTimeout how long an answer to a submit may take before the send counts as unknown
 * @param enquireEvery the pause after which the link is tested
 * @param reconnectAtMost the longest pause between two attempts to bind; the first is 1 s
 */
public record SmppSettings(
    String host,
    int port,
    boolean tls,
    String systemId,
    String password,
    String source,
    int binds,
    Duration responseTimeout,
    Duration enquireEvery,
    Duration reconnectAtMost,
    SmsRules rules) {

  public SmppSettings {
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("an SMSC needs a host and a port from 1 to 65535");
    }
    if (binds < 1) {
      throw new IllegalArgumentException("an outlet keeps at least one session");
    }
    if (systemId.length() > 15 || password.length() > 8) {
      throw new IllegalArgumentException("SMPP: systemId up to 15 characters, password up to 8");
    }
  }

  @Override
  public String toString() {
    return "SmppSettings[" + host + ":" + port + ", " + systemId + "]";
  }
}
