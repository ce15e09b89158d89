package org.sanwei.config.policy;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.GatewayConfig.Endpoint;

/**
 * How one channel answers its senders. {@code after} passes between an arrival's number and its
 * receipt, whatever the arrival is judged to be; {@code keep} is how long an open item's return
 * address is kept. {@code perAddress} and {@code perChannel} are the most notices of one kind in an
 * hour. {@code mail} is there for {@link Way#MAIL} and null otherwise.
 */
public record ReceiptConfig(
    Way way,
    Duration after,
    Duration keep,
    int perAddress,
    int perChannel,
    @Nullable MailOut mail) {

  /** The ways back to a sender. */
  public enum Way {
    MAIL,
    SMS,
    /** Nothing is sent: whoever posted asks. */
    HTTP
  }

  /**
   * The mail server that notices leave by, and the address they come from. Without {@code user}
   * nobody logs in. {@code never} are addresses, and domains with an at-sign before them, that are
   * not answered, in lower case.
   */
  public record MailOut(
      Endpoint server,
      ChannelConfig.Tls tls,
      String from,
      @Nullable String user,
      @Nullable Secret password,
      Set<String> never) {
    public MailOut {
      never = Set.copyOf(never);
    }
  }
}
