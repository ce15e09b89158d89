package org.sanwei.gateway.desk;

import java.io.ByteArrayOutputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Line;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.Standing;
import org.sanwei.routes.message.Wire;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 升密: whoever sees that an open item should not lie open hides it at once. One database transaction
 * seals what the desk has of it to the line's officers, puts the envelope into the outbox, deletes
 * every row of the item that holds its words, takes the words out of every draft that was made from
 * it, and writes down who did it. Bulletins that were signed keep their words, can neither be
 * changed nor sent any more, and stand on the card. From then on it is held as suspect, and only
 * officers' acts bring it back. What the database's write-ahead log and its backups still hold are
 * remnants, which the card names.
 */
public final class Raises {
  /** Stands among the public evidence of an item that a person has raised. */
  static final String RULE = "raised-at-desk";

  /** The media type of a dossier whose bytes are what the desk had of an open item. */
  static final String DESK_ITEM = "application/vnd.sanwei.desk-item+cbor";

  private final Rows rows;
  private final RepeatGroups repeats;
  private final OpenTexts texts;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final Raising raising;
  private final DraftPurge drafts;
  private final DeskEvents events;
  private final DeskSettings desk;
  private final Clock clock;
  private final long mostBytes;

  /**
   * @param mostBytes of one item's texts and attachments that this heap bears to seal at once
   */
  public Raises(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      Raising raising,
      DraftPurge drafts,
      DeskEvents events,
      DeskSettings desk,
      Clock clock,
      long mostBytes) {
    this.rows = new Rows(jdbc, desk);
    this.repeats = new RepeatGroups(jdbc, desk, clock);
    this.texts = new OpenTexts(jdbc);
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.ledger = ledger;
    this.raising = raising;
    this.drafts = drafts;
    this.events = events;
    this.desk = desk;
    this.clock = clock;
    this.mostBytes = mostBytes;
  }

  /** Words that made somebody's act a raise, what they were judged, and where that stands. */
  record NewWords(List<Part> parts, @Nullable Verdict verdict, List<Evidence> evidence) {
    static final NewWords NONE = new NewWords(List.of(), null, List.of());

    NewWords {
      parts = List.copyOf(parts);
      evidence = List.copyOf(evidence);
    }

    boolean replace(String part) {
      return parts.stream().anyMatch(each -> each.name().equals(part));
    }

    @Override
    public String toString() {
      return "NewWords[" + parts.size() + " parts]";
    }
  }

  private record Kept(Reception reception, String subject, String sender, byte[] salt) {
    @Override
    public String toString() {
      return "Kept[" + reception.id() + "]";
    }
  }

  /**
   * Raises an open item, whoever has it in hand and whatever its version: hiding does not wait.
   * What is too large for this heap to be sealed is hidden and {@link Acted.TooLarge}: raised again
   * by a gateway with more memory, it is sealed then. Raising what is not open any more is done
   * already.
   *
   * @throws org.sanwei.routes.flow.RegisterUnavailable when the database does not answer; nothing
   *     was changed
   */
  public Acted raise(Person who, ItemRef ref) {
    return raise(who, ref, NewWords.NONE);
  }

  /**
   * The same, because of words that were typed and must not be stored: they go to the officers with
   * all else, and nowhere besides. Where the item is hidden and not sealed they are gone.
   */
  Acted raise(Person who, ItemRef ref, NewWords words) {
    Permissions.require(who, Act.RAISE);
    List<ArrivalId> others = new ArrayList<>();
    Acted acted = bearable(ref) ? sealed(who, ref, words, others) : hidden(who, ref, others);
    if (acted instanceof Acted.Done done) {
      events.changed(done.row().id());
    } else if (acted instanceof Acted.TooLarge large) {
      events.changed(large.row().id());
    }
    others.forEach(events::changed);
    return acted;
  }

  private Acted sealed(Person who, ItemRef ref, NewWords words, List<ArrivalId> others) {
    try {
      return Trouble.transaction(transaction, () -> raised(who, ref, words, others));
    } catch (OutOfMemoryError e) {
      // Others used the heap meanwhile. Nothing was changed, and hiding takes no memory.
      return hidden(who, ref, others);
    }
  }

  /** Whether the heap bears sealing it: several times its size, all of it in memory. */
  private boolean bearable(ItemRef ref) {
    return Trouble.transaction(
        transaction,
        () ->
            rows.find(ref, desk.yearOf(clock.instant()))
                    .map(row -> texts.sizeBytes(row.id()))
                    .orElse(0L)
                <= mostBytes);
  }

  /** What cannot be sealed now is hidden now, and sealed when somebody raises it again. */
  private Acted hidden(Person who, ItemRef ref, List<ArrivalId> others) {
    return Trouble.transaction(
        transaction,
        () -> {
          int year = desk.yearOf(clock.instant());
          Optional<Row> found = rows.find(ref, year);
          if (found.isEmpty()) {
            return new Acted.NoSuchItem();
          }
          ArrivalId id = found.get().id();
          Set<String> emptied = new TreeSet<>();
          if (found.get().isOpen()) {
            emptied.addAll(drafts.purge(id));
          }
          ArrivalLock.take(jdbc, id);
          int hidden =
              jdbc.sql(
                      "update item set hidden_at = ?, version = version + 1 where arrival_id = ?"
                          + " and outcome = 'OPEN' and hidden_at is null")
                  .params(Timestamp.from(clock.instant()), id.hex())
                  .update();
          Row row = rows.find(ItemRef.of(id), year).orElseThrow();
          if (hidden == 1) {
            emptied.addAll(drafts.purge(id));
            // Being equal to an open text would tell what it says.
            others.addAll(repeats.leave(id));
            ledger.append(
                Step.RAISED,
                who.actor(),
                id,
                null,
                row.policy(),
                Map.of(
                    "number", row.cursor().toString(),
                    "drafts", String.join(" ", emptied),
                    "hidden", "too-large"));
          }
          return row.hidden() ? new Acted.TooLarge(row) : new Acted.Done(row);
        });
  }

  private Acted raised(Person who, ItemRef ref, NewWords words, List<ArrivalId> others) {
    int year = desk.yearOf(clock.instant());
    Optional<Row> found = rows.find(ref, year);
    if (found.isEmpty()) {
      return new Acted.NoSuchItem();
    }
    ArrivalId id = found.get().id();
    Set<String> emptied = new TreeSet<>();
    if (found.get().isOpen()) {
      // Before the item is locked: who edits a draft locks it first and looks at its sources then.
      emptied.addAll(drafts.purge(id));
    }
    ArrivalLock.take(jdbc, id);
    jdbc.sql("select 1 from item where arrival_id = ? for update")
        .param(id.hex())
        .query(Integer.class)
        .single();
    Row row = rows.find(ItemRef.of(id), year).orElseThrow();
    if (row.outcome() == null) {
      return new Acted.NotOpen(row);
    }
    if (row.outcome() != Outcome.OPEN) {
      return new Acted.Done(row);
    }
    Kept kept = kept(id);
    Standing standing = standing(row, kept.reception(), words);
    Raising.Envelope envelope = raising.seal(standing, dossier(row, kept, standing, words));
    purge(id);
    others.addAll(repeats.leave(id));
    // Again, for what was drafted until the item was locked.
    emptied.addAll(drafts.purge(id));
    close(standing, envelope.digest());
    raising.leave(standing, envelope);
    ledger.append(
        Step.RAISED,
        who.actor(),
        id,
        envelope.digest(),
        standing.policy(),
        Map.of("number", row.cursor().toString(), "drafts", String.join(" ", emptied)));
    return new Acted.Done(rows.find(ItemRef.of(id), year).orElseThrow());
  }

  /** Held as suspect; or as the words that somebody read say. */
  private Standing standing(Row row, Reception reception, NewWords words) {
    TreeSet<String> rules = new TreeSet<>(row.rules());
    rules.add(RULE);
    Label label = new Label(row.sensitivity(), row.urgency(), Line.ROOT);
    Outcome outcome = Outcome.HELD;
    String reason = "suspect";
    Verdict verdict = words.verdict();
    if (verdict != null) {
      rules.addAll(verdict.rules());
      label = label.join(verdict.label());
      outcome = verdict.outcome();
      reason = verdict.reason();
    }
    return new Standing(
        reception,
        outcome,
        reason,
        label,
        List.copyOf(rules),
        row.policy() == null ? "none" : row.policy(),
        row.pages(),
        row.nature());
  }

  private Dossier dossier(Row row, Kept kept, Standing standing, NewWords words) {
    ArrivalId id = row.id();
    List<Part> parts = new ArrayList<>(texts.parts(id));
    parts.removeIf(part -> words.replace(part.name()));
    parts.addAll(words.parts());
    List<Evidence> evidence = new ArrayList<>(texts.evidence(id));
    evidence.removeIf(match -> words.replace(match.part()));
    evidence.addAll(words.evidence());
    List<Attachment> attachments = new ArrayList<>();
    texts
        .attachments(id)
        .forEach(
            facts ->
                attachments.add(
                    new Attachment(facts.name(), facts.mediaType(), bytes(id, facts.ordinal()))));
    String subject = kept.subject();
    String sender = kept.sender();
    DeskEntry.OpenItem whole =
        new DeskEntry.OpenItem(
            standing, subject, sender, parts, evidence, attachments, kept.salt());
    return new Dossier(
        Dossier.VERSION,
        kept.reception(),
        new Verdict(
            standing.outcome(), standing.reason(), standing.label(), standing.policy(), evidence),
        subject,
        sender,
        parts,
        List.of(),
        DESK_ITEM,
        Wire.encode(whole),
        kept.salt());
  }

  private byte[] bytes(ArrivalId id, int ordinal) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    byte[] piece = texts.chunk(id, ordinal, 0);
    for (int next = 1; piece.length > 0; next++) {
      whole.writeBytes(piece);
      piece = texts.chunk(id, ordinal, next);
    }
    return whole.toByteArray();
  }

  private void purge(ArrivalId id) {
    for (String table :
        List.of("item_correction", "item_page", "item_attachment", "item_evidence", "item_part")) {
      jdbc.sql("delete from " + table + " where arrival_id = ?").param(id.hex()).update();
    }
  }

  private void close(Standing standing, String digest) {
    jdbc.sql(
            "update item set outcome = ?, sensitivity = ?, urgency = ?, settled_at = ?, reason = ?,"
                + " line = ?, rules = ?,"
                + " envelope = ?, receipted = false, subject = null, sender = null, opening = null,"
                + " case_id = null, case_version = null, case_status = null, hidden_at = null,"
                + " salt = null, state = 'NEW', owner = null, claimed_at = null, closed_at = null,"
                + " version = version + 1 where arrival_id = ?")
        .param(standing.outcome().name())
        .param(standing.label().sensitivity().name())
        .param(standing.label().urgency().name())
        .param(Timestamp.from(clock.instant()))
        .param(standing.reason())
        .param(standing.label().lineOrRoot().path())
        .param(standing.rules().toArray(String[]::new))
        .param(digest)
        .param(standing.reception().id().hex())
        .update();
  }

  private Kept kept(ArrivalId id) {
    return jdbc.sql(
            "select first_reception, unit, channel, kind, received_at, size_bytes, salt, coalesce(subject,"
                + " '') as subject, coalesce(sender, '') as sender from item"
                + " where arrival_id = ?")
        .param(id.hex())
        .query(
            (row, n) ->
                new Kept(
                    ReceptionRow.read(id, row),
                    row.getString("subject"),
                    row.getString("sender"),
                    row.getBytes("salt")))
        .single();
  }
}
