package org.sanwei.config.policy;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.GatewayConfig.Endpoint;

/** How one channel is reached, and how it answers its senders: null for not at all. */
public record ChannelConfig(
    String name, ChannelKind kind, Source source, @Nullable ReceiptConfig receipt) {
  /** One that answers nobody. */
  public ChannelConfig(String name, ChannelKind kind, Source source) {
    this(name, kind, source, null);
  }

  /** The ways by which messages come in. */
  public sealed interface Source {}

  /** A mailbox that is polled; what was taken moves from {@code folder} to {@code processed}. */
  public record Imap(
      Endpoint server,
      Tls tls,
      String user,
      Secret password,
      String folder,
      String processed,
      Duration pollEvery)
      implements Source {}

  /** Signed posts by the named integrators. */
  public record Http(Set<String> integrators) implements Source {
    public Http {
      integrators = Set.copyOf(integrators);
    }
  }

  /** A directory that devices and other systems drop files into. */
  public record FileDrop(Folder folder) implements Source {}

  /**
   * Texts that come in over the sessions of an outlet of kind smpp. The first part of a long one
   * waits {@code segmentsWait} for the others.
   */
  public record Smpp(String outlet, Duration segmentsWait) implements Source {}

  /** Messages that the named integrators send to the broker's own address for the intranet. */
  public record Broker(Set<String> integrators) implements Source {
    public Broker {
      integrators = Set.copyOf(integrators);
    }
  }

  /**
   * Slips that people at the desk fill in. One that was neither handed in nor changed for {@code
   * keep} is thrown away; a person has at most {@code open} of them.
   */
  public record Slips(Duration keep, int open) implements Source {}

  /** How a mailbox is protected on the wire; NONE only on loopback. */
  public enum Tls {
    NONE,
    STARTTLS,
    IMPLICIT
  }

  /** Who may post, and the key that proves it. */
  public record Integrator(String name, Algorithm algorithm, Secret secret) {}

  /** The MAC that an integrator signs posts with. */
  public enum Algorithm {
    HMAC_SM3("HMAC-SM3"),
    HMAC_SHA256("HMAC-SHA256");

    private final String word;

    Algorithm(String word) {
      this.word = word;
    }

    /** As written in gateway.yaml. */
    public String word() {
      return word;
    }
  }
}
