package org.sanwei.gateway.officebook;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.sanwei.gateway.desk.StoredTitles;
import org.sanwei.gateway.desk.StoredTitles.Titled;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares an office's book with the register, one at a time. The book lives for the length of the
 * call: what stands in it was never judged, and so is stored nowhere. Safe from many threads.
 */
public final class OfficeBooks {
  static final int MAX_BODY_BYTES = 8 << 20;
  static final int MOST_ARRIVALS = 50_000;

  /** Pairs of titles; some seconds. */
  private static final long MOST_EFFORT = 3_000_000;

  private static final Duration AROUND = Duration.ofHours(36);

  private final StoredTitles titles;
  private final Ledger ledger;
  private final TransactionTemplate transaction;
  private final ZoneId zone;
  private final Semaphore one = new Semaphore(1);

  public OfficeBooks(
      StoredTitles titles, Ledger ledger, TransactionTemplate transaction, ZoneId zone) {
    this.titles = titles;
    this.ledger = ledger;
    this.transaction = transaction;
    this.zone = zone;
  }

  /** What came of it. */
  sealed interface Compared {
    record Done(Comparison.Report report) implements Compared {}

    /** {@code code} is a stable word. */
    record Refused(String code) implements Compared {}
  }

  /** Says whether this person may compare, before anything they sent is looked at. */
  public void require(Person who) {
    Permissions.require(who, Act.COMPARE_REGISTER);
    Permissions.require(who, Act.READ_ITEMS);
  }

  /** Whoever has the turn is read, and nobody else. */
  Compared compare(Person who, InputStream sent) throws IOException {
    require(who);
    if (!one.tryAcquire()) {
      return new Compared.Refused("busy");
    }
    try {
      byte[] file = sent.readNBytes(MAX_BODY_BYTES + 1);
      if (file.length > MAX_BODY_BYTES) {
        return new Compared.Refused("too-large");
      }
      OfficeBook.Outcome read = OfficeBook.read(file);
      if (read instanceof OfficeBook.Outcome.Unreadable unreadable) {
        return new Compared.Refused(unreadable.code());
      }
      return compared(who, ((OfficeBook.Outcome.Read) read).book().entries());
    } finally {
      one.release();
    }
  }

  private Compared compared(Person who, List<BookEntry> entries) {
    LocalDateTime first = Comparison.first(entries, false);
    LocalDateTime last = Comparison.first(entries, true);
    if (first == null || last == null) {
      return new Compared.Refused("no-times");
    }
    Instant from = first.toLocalDate().atStartOfDay(zone).toInstant();
    Instant until = last.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    List<Titled> arrivals =
        titles.between(from.minus(AROUND), until.plus(AROUND), MOST_ARRIVALS + 1);
    if (arrivals.size() > MOST_ARRIVALS) {
      return new Compared.Refused("too-long-a-period");
    }
    Comparison comparison = new Comparison(entries, arrivals, from, until, zone);
    if (comparison.effort() > MOST_EFFORT) {
      return new Compared.Refused("too-long-a-period");
    }
    Comparison.Report report = comparison.report();
    Map<String, String> facts =
        Map.of(
            "rows", Integer.toString(report.rows()),
            "arrivals", Integer.toString(report.arrivals()),
            "matched", Integer.toString(report.matched()));
    transaction.executeWithoutResult(
        status -> ledger.append(Step.REGISTER_COMPARED, who.actor(), null, null, null, facts));
    return new Compared.Done(report);
  }
}
