package org.sanwei.gateway.channel;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ProbePlan;
import org.sanwei.crypto.Sm3;
import org.sanwei.gateway.channel.ProbeRows.State;
import org.sanwei.gateway.channel.reach.Fed;
import org.sanwei.gateway.channel.reach.ProbeMessage;
import org.sanwei.gateway.channel.reach.Ways;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.gateway.web.NotFound;
import org.sanwei.routes.flow.Recognition;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.read.ReadResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 自检: one plain and one marked message of our own through every channel, each timed to its proper
 * place. A probe is written down before it is handed over, so that one whose end nobody saw is
 * reported and not forgotten. It is recognised after the verdict and changes nothing of it (ADR
 * 0020); its envelope is taken off the line once its arrival there is booked.
 */
public final class Probes implements Recognition {
  /** A probe that comes after this is a message like any other. */
  private static final Duration AWAITED = Duration.ofHours(24);

  private static final int CODE_BYTES = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Probes.class);

  private final Ways ways;
  private final ProbeRows rows;
  private final LineTaking line;
  private final ExecutorService threads;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final ProbePlan plan;
  private final DeskSettings desk;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final SecureRandom random;
  private final Instant startedAt;
  private final Map<UUID, ProbeLook> awaited = new ConcurrentHashMap<>();

  /** The caller keeps the threads and shuts them down. */
  public Probes(
      Ways ways,
      ProbeRows rows,
      LineTaking line,
      ExecutorService threads,
      TransactionTemplate transaction,
      Ledger ledger,
      ProbePlan plan,
      DeskSettings desk,
      Clock clock,
      Supplier<UUID> ids,
      SecureRandom random) {
    this.ways = ways;
    this.rows = rows;
    this.line = line;
    this.threads = threads;
    this.transaction = transaction;
    this.ledger = ledger;
    this.plan = plan;
    this.desk = desk;
    this.clock = clock;
    this.ids = ids;
    this.random = random;
    this.startedAt = clock.instant();
  }

  @Override
  public Optional<UUID> probeIn(String channel, ReadResult read) {
    return awaited.values().stream()
        .filter(look -> look.is(channel, read))
        .map(ProbeLook::id)
        .findFirst();
  }

  /**
   * Begins probes because somebody asks, of all channels or of one.
   *
   * @return the channels that are being tried; a channel whose last probe has not ended is not
   *     among them
   */
  List<String> begin(Person who, Optional<String> channel) {
    Permissions.require(who, Act.TEST_CHANNELS);
    if (channel.isPresent() && !ways.channels().contains(channel.get())) {
      throw new NotFound();
    }
    return begin(who.actor(), channel.map(List::of).orElseGet(() -> List.copyOf(ways.channels())));
  }

  private List<String> begin(String actor, Collection<String> channels) {
    UUID run = ids.get();
    List<String> begun = new ArrayList<>();
    for (String channel : channels) {
      if (begin(actor, run, channel, null)) {
        begun.add(channel);
      }
    }
    return begun;
  }

  private record Made(ProbeLook look, ProbeMessage message) {}

  /**
   * @param day whose daily probes these are, if they are; marked together with them, so that a
   *     crash loses neither
   */
  private boolean begin(String actor, UUID run, String channel, @Nullable LocalDate day) {
    Instant now = clock.instant();
    if (rows.underWay(channel, now.minus(plan.within()))) {
      return false;
    }
    List<Made> both = List.of(make(channel, false), make(channel, true));
    boolean begun =
        Boolean.TRUE.equals(
            transaction.execute(
                status -> {
                  if (day != null && !rows.first(channel, day)) {
                    return false;
                  }
                  for (Made made : both) {
                    rows.add(made.look(), run, made.message().marked(), now, now.plus(AWAITED));
                  }
                  ledger.append(
                      Step.PROBE_STARTED,
                      actor,
                      null,
                      null,
                      null,
                      Map.of("channel", channel, "run", run.toString()));
                  return true;
                }));
    if (!begun) {
      return false;
    }
    both.forEach(made -> awaited.put(made.look().id(), made.look()));
    try {
      threads.execute(() -> both.forEach(this::feed));
    } catch (RejectedExecutionException e) {
      both.forEach(made -> end(made.look().id(), channel, State.FAILED, "busy"));
    }
    return true;
  }

  private Made make(String channel, boolean marked) {
    byte[] code = new byte[CODE_BYTES];
    random.nextBytes(code);
    ProbeMessage message = new ProbeMessage(marked, HexFormat.of().formatHex(code));
    List<String> around = message.around().stream().map(ProbeLook::squeezed).toList();
    ProbeLook look =
        new ProbeLook(
            ids.get(),
            channel,
            ProbeLook.squeezed(message.text()),
            around,
            Sm3.hex(message.page()));
    return new Made(look, message);
  }

  private void feed(Made made) {
    ProbeLook look = made.look();
    Fed fed;
    try {
      fed = ways.feed(look.channel(), made.message());
    } catch (RuntimeException e) {
      fed = new Fed.Failed("test-failed");
    }
    if (fed instanceof Fed.Sent) {
      rows.move(look.id(), State.SENT, "");
    } else if (fed instanceof Fed.Unprovable) {
      awaited.remove(look.id());
      rows.move(look.id(), State.UNPROVABLE, fed.code());
    } else {
      end(look.id(), look.channel(), State.FAILED, fed.code());
    }
  }

  /** What must be done every half minute; what fails is done at the next time. */
  void look() {
    Instant now = clock.instant();
    remember();
    for (ProbeRows.Overdue late : rows.overdue(now.minus(plan.within()))) {
      end(
          late.id(),
          late.channel(),
          late.sent() ? State.LOST : State.UNKNOWN,
          late.sent() ? "not-arrived" : "interrupted");
    }
    takeOff();
    daily(now);
  }

  /** As {@link #look} does, at no cost while no probe is awaited. */
  void takeOffSoon() {
    if (!awaited.isEmpty()) {
      takeOff();
    }
  }

  private synchronized void takeOff() {
    for (ProbeRows.Lying lying : rows.lying()) {
      try {
        takeOff(lying);
      } catch (RuntimeException e) {
        // The others, and the daily run, do not wait for this one; it is tried again.
        LOG.warn("a probe's envelope was not taken off: {}", e.getClass().getName());
      }
    }
  }

  private void takeOff(ProbeRows.Lying lying) {
    boolean found = line.takeOff(lying.item(), lying.line(), lying.envelope());
    // One that an earlier run of ours took off and did not write down is not missing.
    boolean ours = lying.issuedAt().isBefore(startedAt) || rows.receipted(lying);
    if (!found && !ours) {
      rows.missing(lying.probe());
    }
    rows.cleared(lying.probe(), clock.instant());
  }

  /** A restart forgets none: what was written down is awaited. */
  public void remember() {
    List<ProbeLook> still = rows.awaited(clock.instant());
    awaited.keySet().retainAll(still.stream().map(ProbeLook::id).toList());
    still.forEach(look -> awaited.put(look.id(), look));
  }

  private void end(UUID id, String channel, State state, String reason) {
    transaction.executeWithoutResult(
        status -> {
          ledger.append(
              Step.PROBE_FAILED,
              Ledger.SERVICE,
              null,
              null,
              null,
              Map.of(
                  "channel", channel, "probe", id.toString(), "end", state.name(), "why", reason));
          if (!rows.move(id, state, reason)) {
            // It arrived at the same moment.
            status.setRollbackOnly();
          }
        });
  }

  private void daily(Instant now) {
    LocalTime at = plan.at();
    if (at == null || now.atZone(desk.zone()).toLocalTime().isBefore(at)) {
      return;
    }
    LocalDate day = LocalDate.ofInstant(now, desk.zone());
    Set<String> begun = rows.begunOn(day);
    UUID run = ids.get();
    for (String channel : ways.channels()) {
      if (!begun.contains(channel)) {
        begin(Ledger.SERVICE, run, channel, day);
      }
    }
  }
}
