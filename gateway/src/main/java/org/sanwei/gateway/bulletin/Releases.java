package org.sanwei.gateway.bulletin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Label;
import org.sanwei.crypto.Verified;
import org.sanwei.crypto.Verifier;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.gateway.words.WordsJudge;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.release.Recipient;
import org.sanwei.routes.release.Releasable;
import org.sanwei.routes.release.Release;
import org.sanwei.routes.release.ReleaseCodec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Releases and what became of their deliveries; and 重发, which only a person decides. */
public final class Releases {
  private static final String SELECT =
      "select d.*, p.name, p.post, p.ordinal from delivery d join recipient p on p.id = d.recipient";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Signing signing;
  private final Verifier verifier;
  private final Ledger ledger;
  private final BulletinEvents events;
  private final Clock clock;
  private final Labels labels;
  private final BulletinStore store;
  private final RecipientBook book;

  public Releases(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      WordsJudge judge,
      Signing signing,
      Verifier verifier,
      Ledger ledger,
      BulletinEvents events,
      DeskSettings desk,
      Clock clock) {
    this.jdbc = jdbc;
    this.labels = new Labels(jdbc, judge, clock, desk.unit());
    this.store = new BulletinStore(jdbc, desk.unit());
    this.book = new RecipientBook(jdbc, desk.unit());
    this.transaction = transaction;
    this.signing = signing;
    this.verifier = verifier;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /** One text to one person, as it stands. */
  public record Delivery(
      String outlet,
      UUID recipient,
      String name,
      String post,
      DeliveryState state,
      int attempt,
      @Nullable String code,
      int segments,
      Instant changedAt,
      @Nullable UUID resentAs) {
    @Override
    public String toString() {
      return "Delivery[" + outlet + ", " + recipient + ", " + state + "]";
    }
  }

  /** One act of letting out. */
  public record View(
      UUID id,
      UUID bulletin,
      Instant madeAt,
      Instant expiresAt,
      boolean sandbox,
      @Nullable UUID replaces,
      List<Delivery> deliveries) {
    public View {
      deliveries = List.copyOf(deliveries);
    }

    /** Whether a person has to decide on something. */
    public boolean anyUnknown() {
      return deliveries.stream().anyMatch(d -> d.state() == DeliveryState.UNKNOWN);
    }

    /** Whether something of it may still change by itself. */
    public boolean moving() {
      return deliveries.stream().anyMatch(delivery -> delivery.state().moving());
    }
  }

  /** What came of asking for 重发. */
  public sealed interface Resent {
    /** The new release that sends it. */
    record As(UUID release) implements Resent {}

    /** Nothing was sent. {@code facts} as in {@link Acted.Refused}: never words. */
    record Not(Refusal why, List<String> facts) implements Resent {
      public Not {
        facts = List.copyOf(facts);
      }

      Not(Refusal why) {
        this(why, List.of());
      }
    }
  }

  /** One release with its deliveries, by outlet and rank. */
  public Optional<View> find(Person who, UUID id) {
    Permissions.require(who, Act.READ_BULLETINS);
    return view(id);
  }

  private Optional<View> view(UUID id) {
    List<Delivery> deliveries =
        jdbc.sql(SELECT + " where d.release_id = ? order by d.outlet, p.ordinal, p.name")
            .param(id)
            .query((row, n) -> delivery(row))
            .list();
    return jdbc.sql("select * from release where id = ?")
        .param(id)
        .query((row, n) -> view(row, deliveries))
        .optional();
  }

  /** The releases of a bulletin, oldest first, with their deliveries. */
  public List<View> of(Person who, UUID bulletin) {
    Permissions.require(who, Act.READ_BULLETINS);
    return jdbc
        .sql("select id from release where bulletin_id = ? order by made_at, id")
        .param(bulletin)
        .query(UUID.class)
        .list()
        .stream()
        .flatMap(id -> view(id).stream())
        .toList();
  }

  /** How many deliveries of each bulletin stand how. */
  public Map<UUID, Map<DeliveryState, Long>> counts(Person who) {
    Permissions.require(who, Act.READ_BULLETINS);
    Map<UUID, Map<DeliveryState, Long>> counts = new LinkedHashMap<>();
    jdbc.sql(
            "select r.bulletin_id, d.state, count(*) as n from delivery d join release r on r.id ="
                + " d.release_id where d.resent_as is null group by 1, 2")
        .query(
            (row, n) ->
                counts
                    .computeIfAbsent(
                        row.getObject("bulletin_id", UUID.class), b -> new LinkedHashMap<>())
                    .put(DeliveryState.valueOf(row.getString("state")), row.getLong("n")))
        .list();
    return counts;
  }

  /**
   * 重发 of one delivery that FAILED or is UNKNOWN, once: a new release under the old approvals. By
   * anybody who may draft or sign. The words are judged again, and the sources looked at again:
   * what was fit to be sent when it was signed need not be so by the policy and the register of
   * now.
   */
  public Resent resend(Person who, UUID release, String outlet, UUID recipient) {
    if (!who.may(Act.DRAFT)) {
      Permissions.require(who, Act.SIGN);
    }
    Resent resent =
        Objects.requireNonNull(
            transaction.execute(status -> resent(who, release, outlet, recipient)));
    if (resent instanceof Resent.As as) {
      view(as.release()).ifPresent(now -> events.changed(now.bulletin()));
    }
    return resent;
  }

  private Resent resent(Person who, UUID release, String outlet, UUID recipient) {
    Optional<Delivery> found =
        jdbc.sql(
                SELECT
                    + " where d.release_id = ? and d.outlet = ? and d.recipient = ? for update of d")
            .params(release, outlet, recipient)
            .query((row, n) -> delivery(row))
            .optional();
    if (found.isEmpty()) {
      return new Resent.Not(Refusal.NOT_FOUND);
    }
    if (!found.get().state().resendable() || found.get().resentAs() != null) {
      return new Resent.Not(Refusal.NOT_RESENDABLE);
    }
    if (!signing.sendsBy(outlet)) {
      return new Resent.Not(Refusal.OUTLET_REMOVED);
    }
    Release old = statement(release, outlet);
    Recipient to =
        old.recipients().stream()
            .filter(named -> named.id().equals(recipient.toString()))
            .findFirst()
            .orElseThrow();
    if (!book.stillAt(recipient, to.address())) {
      return new Resent.Not(Refusal.RECIPIENT_CHANGED);
    }
    Bulletin bulletin = store.find(old.bulletin()).orElseThrow();
    List<Source> sources = labels.sources(bulletin.sources());
    Verdict verdict = labels.again(bulletin.words(), old.text());
    Label whole = Labels.whole(verdict.label(), sources, bulletin.contentless()).join(old.label());
    Optional<Resent> refused = refused(bulletin, sources, verdict, whole);
    if (refused.isPresent()) {
      return refused.get();
    }
    UUID again = signing.again(who, old, to, whole, clock.instant());
    jdbc.sql(
            "update delivery set resent_as = ? where release_id = ? and outlet = ?"
                + " and recipient = ?")
        .params(again, release, outlet, recipient)
        .update();
    Map<String, String> facts =
        Map.of(
            "act", "RESENT",
            "release", again.toString(),
            "replaces", release.toString(),
            "outlet", outlet,
            "recipient", recipient.toString(),
            "state", found.get().state().name());
    ledger.append(Step.BULLETIN_SIGNED, who.actor(), null, null, verdict.policy(), facts);
    return new Resent.As(again);
  }

  private static Optional<Resent> refused(
      Bulletin bulletin, List<Source> sources, Verdict verdict, Label whole) {
    List<String> closed = sources.stream().filter(s -> !s.open()).map(Source::spoken).toList();
    if (!closed.isEmpty() || sources.size() != bulletin.sources().size()) {
      return Optional.of(new Resent.Not(Refusal.SOURCE_NOT_OPEN, closed));
    }
    if (verdict.outcome() != Outcome.OPEN) {
      return Optional.of(new Resent.Not(Refusal.NO_LONGER_RELEASABLE, verdict.rules()));
    }
    return Releasable.allows(whole)
        ? Optional.empty()
        : Optional.of(
            new Resent.Not(Refusal.LABEL_ABOVE_OUTLET, List.of(whole.sensitivity().chinese())));
  }

  /** What was signed, read back from its statement and verified anew. */
  private Release statement(UUID release, String outlet) {
    byte[] statement =
        jdbc.sql("select statement from release_statement where release_id = ? and outlet = ?")
            .params(release, outlet)
            .query((row, n) -> row.getBytes("statement"))
            .single();
    if (verifier.verify(Release.PURPOSE, statement) instanceof Verified.Statement genuine) {
      return ReleaseCodec.read(genuine.content()).orElseThrow();
    }
    throw new IllegalStateException("the stored statement of release " + release + " is not ours");
  }

  private static View view(ResultSet row, List<Delivery> deliveries) throws SQLException {
    return new View(
        row.getObject("id", UUID.class),
        row.getObject("bulletin_id", UUID.class),
        row.getTimestamp("made_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        row.getBoolean("sandbox"),
        row.getObject("replaces", UUID.class),
        deliveries);
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString("outlet"),
        row.getObject("recipient", UUID.class),
        row.getString("name"),
        row.getString("post"),
        DeliveryState.valueOf(row.getString("state")),
        row.getInt("attempt"),
        row.getString("code"),
        row.getInt("segments"),
        row.getTimestamp("changed_at").toInstant(),
        row.getObject("resent_as", UUID.class));
  }
}
