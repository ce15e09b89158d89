package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.sanwei.gateway.e2e.LeakScan.Find;

/**
 * All that anybody but an officer can get to see of an office: its files and those that its gateway
 * made elsewhere, the rows of its database, every answer of the web to every account, the metrics,
 * what the SMS centre and the phones hold. For one thread.
 */
final class Exposed {
  private static final int LOOKING_AT_ONCE = 2;
  private static final long LARGEST_FOREIGN_BYTES = 64L << 20;

  private static final List<String> PAGES =
      List.of(
          "/",
          "/rows?filter=all",
          "/accounts",
          "/policy/change",
          "/ledger",
          "/bulletins",
          "/api/v1/items?filter=all&limit=200",
          "/api/v1/cards?limit=200",
          "/api/v1/ledger",
          "/api/v1/accounts",
          "/api/v1/bulletins?limit=200",
          "/actuator/prometheus",
          "/actuator/health");

  private static final List<String> PAGES_OF_AN_ITEM =
      List.of("/items/%s", "/items/%s/pane", "/items/%s/attachments/1", "/api/v1/items/%s");

  private final Office office;
  private final Counterparties others;
  private final FileTime since;
  private final List<String> logins = Office.logins().stream().sorted().toList();
  private int turn;

  Exposed(Office office, Counterparties others) {
    this.office = office;
    this.others = others;
    try {
      this.since = Files.getLastModifiedTime(office.config());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the files of an office that is at rest: whatever was dropped was taken. */
  List<Find> inFiles(Collection<Canary> secrets) {
    return inFiles(new LeakScan(secrets), file -> true);
  }

  /** In its files right after a kill: what still lies where it was dropped is its source's. */
  List<Find> inFilesAfterAKill(Collection<Canary> secrets) {
    List<Path> drops = List.of(office.drop("fax"), office.drop("hotline"));
    return inFiles(new LeakScan(secrets), file -> !drops.contains(file.getParent()));
  }

  /**
   * Everywhere, with these items' own pages. Logging in is made to cost: two accounts look, others
   * the next time.
   *
   * @param closed ids of items that are not open
   */
  List<Find> everywhere(Collection<Canary> secrets, Collection<String> closed) throws IOException {
    LeakScan scan = new LeakScan(secrets);
    List<Find> finds = inFiles(scan, file -> true);
    finds.addAll(scan.in("the database's rows", new Register(office).everything()));
    for (int i = 0; i < LOOKING_AT_ONCE; i++) {
      String login = logins.get(turn++ % logins.size());
      Desk person = office.desk(login);
      for (String page : pages(closed)) {
        finds.addAll(scan.in(page + " as " + login + " sees it", person.look(page)));
      }
    }
    others.smsc().received().forEach(m -> finds.addAll(scan.in("the SMS centre", m.text())));
    others.phones().all().forEach(m -> finds.addAll(scan.in("a phone", m.title() + m.text())));
    return finds;
  }

  private static List<String> pages(Collection<String> closed) {
    List<String> pages = new ArrayList<>(PAGES);
    closed.forEach(id -> PAGES_OF_AN_ITEM.forEach(page -> pages.add(page.formatted(id))));
    return pages;
  }

  private List<Find> inFiles(LeakScan scan, Predicate<Path> wanted) {
    List<Find> finds = scan.below(office.root(), wanted);
    try (DirectoryStream<Path> foreign =
        Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")))) {
      for (Path file : foreign) {
        if (couldBeOurs(file)) {
          finds.addAll(scan.below(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return finds;
  }

  /** The machine's folder for temporary files, where everybody writes. */
  private boolean couldBeOurs(Path file) throws IOException {
    return Files.isRegularFile(file)
        && Files.isReadable(file)
        && Files.size(file) < LARGEST_FOREIGN_BYTES
        && Files.getLastModifiedTime(file).compareTo(since) > 0;
  }
}
