package org.sanwei.gateway.desk;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.Commitment;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.gateway.words.WordsJudge;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.PageLine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 改正识读: a person reads a line of a page otherwise than the machine did. The item is judged anew
 * with that line in its place, before a word of it is stored: it can only rise. What would not be
 * open is raised at once, and the words go to the officers alone; all else is kept beside what was
 * recognised, with a ledger event that commits to the words.
 */
public final class PageCorrections {
  /** The most characters of one line. */
  public static final int MOST_CHARACTERS = 500;

  /** Ends the name of the part that holds a page as people read it. */
  static final String CORRECTED = "#corrected";

  /** So often one line may be read anew. */
  private static final int MOST_TAKES = 50;

  private final Rows rows;
  private final OpenTexts texts;
  private final OpenPages pages;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final WordsJudge judge;
  private final Raises raises;
  private final DeskEvents events;
  private final DeskSettings desk;
  private final Clock clock;

  public PageCorrections(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      WordsJudge judge,
      Raises raises,
      DeskEvents events,
      DeskSettings desk,
      Clock clock) {
    this.rows = new Rows(jdbc, desk);
    this.texts = new OpenTexts(jdbc);
    this.pages = new OpenPages(jdbc);
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.ledger = ledger;
    this.judge = judge;
    this.raises = raises;
    this.events = events;
    this.desk = desk;
    this.clock = clock;
  }

  /** What the page would be, read out of one state of the database. */
  private record Draft(
      Row row,
      OpenPages.Page page,
      List<OpenPages.Correction> earlier,
      int take,
      Part part,
      Verdict verdict) {
    @Override
    public String toString() {
      return "Draft[" + row.id() + ", " + page + "]";
    }
  }

  /**
   * Puts a line right. {@code page} and {@code line} count from 1; an empty text says that nothing
   * stands there.
   *
   * @return {@link Acted.Done}, with a row that is not open any more if the words raised it; {@link
   *     Acted.Stale} when somebody else corrected the same line meanwhile
   * @throws IllegalArgumentException for a text that is too long or more than a line
   */
  public Acted correct(Person who, ItemRef ref, int page, int line, String typed) {
    Permissions.require(who, Act.CORRECT);
    String text = Storable.text(typed.strip());
    if (text.length() > MOST_CHARACTERS || text.lines().count() > 1) {
      throw new IllegalArgumentException("one line of at most " + MOST_CHARACTERS + " characters");
    }
    Optional<Row> found = row(ref);
    if (found.isEmpty()) {
      return new Acted.NoSuchItem();
    }
    if (!found.get().isOpen()) {
      return new Acted.NotOpen(found.get());
    }
    Draft draft =
        Trouble.transaction(
                transaction, () -> Optional.ofNullable(draft(found.get(), page, line, text)))
            .orElse(null);
    if (draft == null) {
      return new Acted.NoSuchItem();
    }
    if (draft.take() > MOST_TAKES) {
      return new Acted.Stale(draft.row());
    }
    if (draft.verdict().outcome() != Outcome.OPEN) {
      return raises.raise(who, ref, newWords(draft));
    }
    Acted acted = Trouble.transaction(transaction, () -> stored(who, draft, line, text));
    if (acted instanceof Acted.Done done) {
      events.changed(done.row().id());
    }
    return acted;
  }

  private Optional<Row> row(ItemRef ref) {
    return rows.find(ref, desk.yearOf(clock.instant()));
  }

  private @Nullable Draft draft(Row row, int pageNumber, int line, String text) {
    OpenPages.Page page =
        pages.of(row.id()).stream()
            .filter(each -> each.ordinal() == pageNumber)
            .findFirst()
            .orElse(null);
    if (page == null || line < 1 || line > page.lines().size()) {
      return null;
    }
    Map<Integer, String> read = new HashMap<>();
    int take = 1;
    List<OpenPages.Correction> earlier = pages.corrections(row.id());
    for (OpenPages.Correction each : earlier) {
      if (each.page() == pageNumber) {
        read.put(each.line(), each.text());
        take = each.line() == line ? each.take() + 1 : take;
      }
    }
    read.put(line, text);
    List<Part> parts = texts.parts(row.id());
    Part part = asRead(page, read, parts);
    List<Part> all = new ArrayList<>(parts);
    all.removeIf(each -> each.name().equals(part.name()));
    all.add(part);
    String sender = row.words() == null ? "" : row.words().sender();
    Verdict verdict =
        judge.judge(
            new Content(all, List.of()), new Arrival(row.channel(), sender, row.receivedAt()));
    return new Draft(row, page, earlier, take, part, verdict);
  }

  /** The page's text with people's lines in their places, in the place of the recognised one. */
  private static Part asRead(OpenPages.Page page, Map<Integer, String> read, List<Part> parts) {
    List<String> lines = new ArrayList<>();
    int upon = 0;
    for (int i = 1; i <= page.lines().size(); i++) {
      PageLine recognised = page.lines().get(i - 1);
      String text = read.getOrDefault(i, recognised.text());
      if (recognised.inText()) {
        lines.add(text);
      } else if (read.containsKey(i)) {
        // A stamp is judged as if it stood at the head, wherever it is.
        lines.add(upon++, text);
      }
    }
    Place place =
        parts.stream()
            .filter(part -> part.name().equals(page.text()))
            .map(Part::place)
            .findFirst()
            .orElse(Place.ATTACHMENT);
    return new Part(page.text() + CORRECTED, place, String.join("\n", lines));
  }

  private static Raises.NewWords newWords(Draft draft) {
    return new Raises.NewWords(
        List.of(draft.part()),
        draft.verdict(),
        evidenceOf(draft.verdict().evidence(), draft.part().name()));
  }

  private static List<Evidence> evidenceOf(Collection<Evidence> all, String part) {
    return all.stream().filter(match -> match.part().equals(part)).toList();
  }

  private Acted stored(Person who, Draft draft, int line, String text) {
    ArrivalId id = draft.row().id();
    byte[] salt =
        jdbc.sql("select salt from item where arrival_id = ? for update")
            .param(id.hex())
            .query((row, n) -> Optional.ofNullable(row.getBytes("salt")))
            .single()
            .orElse(new byte[0]);
    Row now = row(ItemRef.of(id)).orElseThrow();
    if (!now.isOpen()) {
      return new Acted.NotOpen(now);
    }
    // The page was judged as it was then: a correction of another line is reason to look again,
    // too.
    if (!pages.corrections(id).equals(draft.earlier())) {
      return new Acted.Stale(now);
    }
    pages.add(
        id,
        new OpenPages.Correction(
            draft.page().ordinal(), line, draft.take(), text, who.id(), clock.instant()));
    texts.replace(id, draft.part(), evidenceOf(draft.verdict().evidence(), draft.part().name()));
    raiseLabel(now, draft.verdict());
    ledger.append(
        Step.CORRECTED,
        who.actor(),
        id,
        Commitment.commit(salt, text.getBytes(StandardCharsets.UTF_8)),
        draft.verdict().policy(),
        Map.of(
            "number", now.cursor().toString(),
            "page", Integer.toString(draft.page().ordinal()),
            "line", Integer.toString(line),
            "take", Integer.toString(draft.take())));
    return new Acted.Done(row(ItemRef.of(id)).orElseThrow());
  }

  /** Joined with what it was: nothing that a person reads lowers an item. */
  private void raiseLabel(Row row, Verdict verdict) {
    Label joined =
        new Label(row.sensitivity(), row.urgency(), Line.ROOT)
            .join(new Label(verdict.label().sensitivity(), verdict.label().urgency(), Line.ROOT));
    Set<String> rules =
        Stream.concat(row.rules().stream(), verdict.rules().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    jdbc.sql(
            "update item set sensitivity = ?, urgency = ?, rules = ?, version = version + 1"
                + " where arrival_id = ?")
        .param(joined.sensitivity().name())
        .param(joined.urgency().name())
        .param(rules.toArray(String[]::new))
        .param(row.id().hex())
        .update();
  }
}
