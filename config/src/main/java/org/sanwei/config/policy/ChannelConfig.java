package org.sanwei.config.policy;

import java.time.Duration;
import java.time.LocalDate;
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

  /**
   * A mailbox that is polled. What was taken moves to {@code processed}; null means that nothing in
   * the mailbox is ever altered. A mail over {@code mailBytes} stays where it is and is booked as
   * held. {@code exactSizes} is false for a server that only estimates sizes.
   */
  public record Imap(
      Endpoint server,
      Tls tls,
      String user,
      Secret password,
      String folder,
      @Nullable String processed,
      Duration pollEvery,
      Since since,
      long mailBytes,
      boolean exactSizes)
      implements Source {}

  /**
   * Which of the mails that lay in a mailbox at the first contact are taken; newer ones all are.
   */
  public sealed interface Since {
    /** Every one. */
    record Everything() implements Since {}

    /** Those that came on this day of the trade zone, or later. */
    record Day(LocalDate first) implements Since {}

    /** Those that came at most so many days before the first contact. */
    record DaysBefore(int days) implements Since {}
  }

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
