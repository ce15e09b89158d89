package org.sanwei.gateway.desk;

import java.io.ByteArrayOutputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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
 * every row of the item that holds its words, and writes down who did it. Bulletins that were made
 * from it keep their own words, can neither be changed nor signed nor sent any more, and stand on
 * the card. From then on it is held as suspect, and only officers' acts bring it back. What the
 * database's write-ahead log and its backups still hold are remnants, which the card names.
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
  private final DeskEvents events;
  private final DeskSettings desk;
  private final Clock clock;

  public Raises(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      Raising raising,
      DeskEvents events,
      DeskSettings desk,
      Clock clock) {
    this.rows = new Rows(jdbc, desk);
    this.repeats = new RepeatGroups(jdbc, desk, clock);
    this.texts = new OpenTexts(jdbc);
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.ledger = ledger;
    this.raising = raising;
    this.events = events;
    this.desk = desk;
    this.clock = clock;
  }

  private record Kept(Reception reception, byte[] salt) {}

  /**
   * Raises an open item, whoever has it in hand and whatever its version: hiding does not wait.
   * Raising what is not open any more is done already.
   *
   * @throws org.sanwei.routes.flow.RegisterUnavailable when the database does not answer; nothing
   *     was changed
   */
  public Acted raise(Person who, ItemRef ref) {
    Permissions.require(who, Act.RAISE);
    List<ArrivalId> others = new ArrayList<>();
    Acted acted = Trouble.transaction(transaction, () -> raised(who, ref, others));
    if (acted instanceof Acted.Done done) {
      events.changed(done.row().id());
      others.forEach(events::changed);
    }
    return acted;
  }

  private Acted raised(Person who, ItemRef ref, List<ArrivalId> others) {
    int year = desk.yearOf(clock.instant());
    Optional<Row> found = rows.find(ref, year);
    if (found.isEmpty()) {
      return new Acted.NoSuchItem();
    }
    ArrivalId id = found.get().id();
    ArrivalLock.take(jdbc, id);
    jdbc.sql("select 1 from item where arrival_id = ? for update")
        .param(id.hex())
        .query(Integer.class)
        .single();
    Row row = rows.find(ItemRef.of(id), year).orElseThrow();
    if (row.outcome() == null) {
      return new Acted.NotOpen(row);
    }
    if (!row.isOpen()) {
      return new Acted.Done(row);
    }
    Kept kept = kept(id);
    Standing standing = standing(row, kept.reception());
    Raising.Envelope envelope = raising.seal(standing, dossier(row, kept, standing));
    purge(id);
    others.addAll(repeats.leave(id));
    close(standing, envelope.digest());
    raising.leave(standing, envelope);
    ledger.append(
        Step.RAISED,
        who.actor(),
        id,
        envelope.digest(),
        standing.policy(),
        Map.of("number", row.cursor().toString()));
    return new Acted.Done(rows.find(ItemRef.of(id), year).orElseThrow());
  }

  private Standing standing(Row row, Reception reception) {
    TreeSet<String> rules = new TreeSet<>(row.rules());
    rules.add(RULE);
    return new Standing(
        reception,
        Outcome.HELD,
        "suspect",
        new Label(row.sensitivity(), row.urgency(), Line.ROOT),
        List.copyOf(rules),
        row.policy() == null ? "none" : row.policy(),
        row.pages(),
        row.nature());
  }

  private Dossier dossier(Row row, Kept kept, Standing standing) {
    ArrivalId id = row.id();
    List<Part> parts = texts.parts(id);
    List<Evidence> evidence = texts.evidence(id);
    List<Attachment> attachments = new ArrayList<>();
    texts
        .attachments(id)
        .forEach(
            facts ->
                attachments.add(
                    new Attachment(facts.name(), facts.mediaType(), bytes(id, facts.ordinal()))));
    String subject = row.words() == null ? "" : row.words().subject();
    String sender = row.words() == null ? "" : row.words().sender();
    DeskEntry.OpenItem whole =
        new DeskEntry.OpenItem(
            standing, subject, sender, parts, evidence, attachments, kept.salt());
    return new Dossier(
        Dossier.VERSION,
        kept.reception(),
        new Verdict(Outcome.HELD, "suspect", standing.label(), standing.policy(), evidence),
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
    for (String table : List.of("item_attachment", "item_evidence", "item_part")) {
      jdbc.sql("delete from " + table + " where arrival_id = ?").param(id.hex()).update();
    }
  }

  private void close(Standing standing, String digest) {
    jdbc.sql(
            "update item set outcome = 'HELD', settled_at = ?, reason = ?, line = ?, rules = ?,"
                + " envelope = ?, receipted = false, subject = null, sender = null, opening = null,"
                + " case_id = null, case_version = null, case_status = null,"
                + " salt = null, state = 'NEW', owner = null, claimed_at = null, closed_at = null,"
                + " version = version + 1 where arrival_id = ?")
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
            "select first_reception, unit, channel, kind, received_at, size_bytes, salt from item"
                + " where arrival_id = ?")
        .param(id.hex())
        .query((row, n) -> new Kept(ReceptionRow.read(id, row), row.getBytes("salt")))
        .single();
  }
}
