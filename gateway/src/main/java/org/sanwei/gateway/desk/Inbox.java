package org.sanwei.gateway.desk;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one feed of the desk. Every call names the person who asks and throws {@link
 * org.sanwei.gateway.people.Forbidden} when their post does not allow it; what changes an item is
 * one transaction with its ledger event.
 */
public final class Inbox {
  /** The most rows a call gives. */
  public static final int MAX_ROWS = 200;

  private static final int MAX_SEARCH_CHARACTERS = 100;

  private final Rows rows;
  private final OpenTexts texts;
  private final CaseVersions versions;
  private final RepeatGroups repeats;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final DeskEvents events;
  private final DeskSettings desk;
  private final Clock clock;

  public Inbox(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      DeskEvents events,
      DeskSettings desk,
      Clock clock) {
    this.rows = new Rows(jdbc, desk);
    this.texts = new OpenTexts(jdbc);
    this.versions = new CaseVersions(jdbc);
    this.repeats = new RepeatGroups(jdbc, desk, clock);
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.ledger = ledger;
    this.events = events;
    this.desk = desk;
    this.clock = clock;
  }

  /** Newest first, at most {@code limit} and never more than {@value #MAX_ROWS}. */
  public List<Row> list(
      Person who, Filter filter, String search, @Nullable RowCursor before, int limit) {
    Permissions.require(who, Act.READ_ITEMS);
    return rows.list(query(who, filter, search, before, limit));
  }

  /** These arrivals as they are now; {@link Row#matches()} says whether they belong in the list. */
  public List<Row> these(Person who, Collection<ArrivalId> ids, Filter filter, String search) {
    Permissions.require(who, Act.READ_ITEMS);
    return rows.these(ids, query(who, filter, search, null, MAX_ROWS));
  }

  /** How many arrivals each filter shows to this person. */
  public Map<Filter, Long> counts(Person who) {
    Permissions.require(who, Act.READ_ITEMS);
    return rows.counts(
        List.of(Filter.UNFINISHED, Filter.MINE, Filter.URGENT, Filter.CARDS), who.id());
  }

  /** One arrival's line; nothing is written down, for no text is shown. */
  public Optional<Row> row(Person who, ItemRef ref) {
    Permissions.require(who, Act.READ_ITEMS);
    return rows.find(ref, yearNow());
  }

  /** Opens an item for reading, and writes down that this person did. */
  public Optional<Item> view(Person who, ItemRef ref) {
    Permissions.require(who, Act.READ_ITEMS);
    return Trouble.transaction(
        transaction, () -> rows.find(ref, yearNow()).map(row -> viewed(who, row)));
  }

  private Item viewed(Person who, Row row) {
    ArrivalId id = row.id();
    String outcome = row.outcome() == null ? "WAITING" : row.outcome().name();
    ledger.append(Step.VIEWED, who.actor(), id, null, null, Map.of("outcome", outcome));
    boolean hidden = row.hidden();
    return new Item(
        row,
        hidden ? List.of() : texts.parts(id),
        hidden ? List.of() : texts.evidence(id),
        hidden ? List.of() : texts.attachments(id),
        ledger.of(id),
        row.casePlace() == 0 ? List.of() : versions.of(id),
        row.repeat().equals(Row.Repeat.NONE) ? List.of() : repeats.of(id));
  }

  /** One piece of an attachment, {@link OpenTexts#CHUNK_BYTES} long; empty beyond the last. */
  public byte[] chunk(Person who, ArrivalId id, int ordinal, int chunk) {
    Permissions.require(who, Act.READ_ITEMS);
    // Asked for each piece: a raise ends the download of what it hides.
    return rows.find(ItemRef.of(id), yearNow()).filter(Row::isOpen).isPresent()
        ? texts.chunk(id, ordinal, chunk)
        : new byte[0];
  }

  /** Opens an attachment, and writes down that this person did. */
  public Optional<Attached> attachment(Person who, ItemRef ref, int ordinal) {
    Permissions.require(who, Act.READ_ITEMS);
    return Trouble.transaction(
        transaction,
        () -> {
          Optional<Attached> found =
              rows.find(ref, yearNow())
                  .filter(Row::isOpen)
                  .flatMap(
                      row ->
                          texts.attachments(row.id()).stream()
                              .filter(facts -> facts.ordinal() == ordinal)
                              .map(facts -> new Attached(row.id(), facts))
                              .findFirst());
          found.ifPresent(
              attached ->
                  ledger.append(
                      Step.VIEWED,
                      who.actor(),
                      attached.id(),
                      null,
                      null,
                      Map.of("attachment", Integer.toString(ordinal))));
          return found;
        });
  }

  /** An attachment and the arrival it belongs to. */
  public record Attached(ArrivalId id, Item.AttachmentFacts facts) {}

  /** Makes the person the item's owner until it closes. Claiming one's own again is done. */
  public Acted claim(Person who, ItemRef ref, int version) {
    Permissions.require(who, Act.CLAIM);
    return act(ref, row -> claimed(who, row, version));
  }

  /** Closes an item that the person owns. Closing again is done. */
  public Acted close(Person who, ItemRef ref, int version) {
    Permissions.require(who, Act.CLOSE);
    return act(ref, row -> closed(who, row, version));
  }

  private Acted act(ItemRef ref, Function<Row, Acted> step) {
    Acted acted =
        Trouble.transaction(
            transaction,
            () -> {
              Optional<Row> found = rows.find(ref, yearNow());
              if (found.isEmpty()) {
                return new Acted.NoSuchItem();
              }
              jdbc.sql("select 1 from item where arrival_id = ? for update")
                  .param(found.get().id().hex())
                  .query(Integer.class)
                  .single();
              return step.apply(rows.find(ItemRef.of(found.get().id()), yearNow()).orElseThrow());
            });
    if (acted instanceof Acted.Done done) {
      events.changed(done.row().id());
    }
    return acted;
  }

  private Acted claimed(Person who, Row row, int version) {
    Row.Work work = row.work();
    boolean mine = who.id().equals(work.owner());
    if (!row.isOpen()) {
      return new Acted.NotOpen(row);
    }
    if (work.state() == State.CLOSED) {
      return new Acted.AlreadyClosed(row);
    }
    if (work.state() == State.CLAIMED) {
      return mine ? new Acted.Done(row) : new Acted.OwnedByAnother(row);
    }
    if (work.version() != version) {
      return new Acted.Stale(row);
    }
    jdbc.sql(
            "update item set state = 'CLAIMED', owner = ?, claimed_at = ?, version = version + 1"
                + " where arrival_id = ?")
        .params(who.id(), Timestamp.from(clock.instant()), row.id().hex())
        .update();
    return written(who, row, Step.CLAIMED);
  }

  private Acted closed(Person who, Row row, int version) {
    Row.Work work = row.work();
    boolean mine = who.id().equals(work.owner());
    if (!row.isOpen()) {
      return new Acted.NotOpen(row);
    }
    if (work.state() == State.NEW) {
      return new Acted.NotClaimed(row);
    }
    if (!mine) {
      return new Acted.OwnedByAnother(row);
    }
    if (work.state() == State.CLOSED) {
      return new Acted.Done(row);
    }
    if (work.version() != version) {
      return new Acted.Stale(row);
    }
    jdbc.sql(
            "update item set state = 'CLOSED', closed_at = ?, version = version + 1"
                + " where arrival_id = ?")
        .params(Timestamp.from(clock.instant()), row.id().hex())
        .update();
    return written(who, row, Step.CLOSED);
  }

  private Acted written(Person who, Row before, Step step) {
    Row now = rows.find(ItemRef.of(before.id()), yearNow()).orElseThrow();
    Map<String, String> facts =
        Map.of(
            "number", now.cursor().toString(), "version", Integer.toString(now.work().version()));
    ledger.append(step, who.actor(), now.id(), null, null, facts);
    return new Acted.Done(now);
  }

  private Rows.Query query(
      Person who, Filter filter, String search, @Nullable RowCursor before, int limit) {
    String words = search.strip();
    String cut = words.substring(0, Math.min(words.length(), MAX_SEARCH_CHARACTERS));
    return new Rows.Query(
        filter, who.id(), Storable.text(cut), before, Math.max(1, Math.min(limit, MAX_ROWS)));
  }

  private int yearNow() {
    return desk.yearOf(clock.instant());
  }
}
