package org.sanwei.routes.read;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.read.ocr.FaxHeader;

/**
 * Counts the pages of a message's faxes by what the sending machines printed on them, over all its
 * files in their order: some servers make a file of each page. Pages without a number stand in for
 * those that would be missing. Several faxes one after the other are counted one by one.
 */
final class FaxPages {
  private final List<Fax> faxes = new ArrayList<>();
  private int unnumbered;

  /** Pages of one fax; {@code of} is 0 until a page says how many there are. */
  private static final class Fax {
    private final TreeSet<Integer> pages = new TreeSet<>();
    private int last;
    private int of;
    private boolean twice;

    private void add(FaxHeader header) {
      last = header.page();
      of = Math.max(of, header.pages());
      twice |= !pages.add(last);
    }

    private int all() {
      return Math.max(of, pages.last());
    }

    private int missing() {
      return all() - pages.size();
    }

    /** Whether this page begins another fax: of another count, or a first one after the last. */
    private boolean endsBefore(FaxHeader next) {
      boolean otherCount = of > 0 && next.pages() > 0 && of != next.pages();
      boolean ended = of == 0 || last == of || last > 1;
      return otherCount || next.page() == 1 && pages.contains(1) && ended;
    }
  }

  /** The next page, with what its machine's line says of page numbers: 0 where that is nothing. */
  void add(int page, int pages) {
    if (page < 1 || pages > 0 && page > pages) {
      unnumbered++;
      return;
    }
    FaxHeader header = new FaxHeader(null, null, page, pages);
    if (faxes.isEmpty() || faxes.get(faxes.size() - 1).endsBefore(header)) {
      faxes.add(new Fax());
    }
    faxes.get(faxes.size() - 1).add(header);
  }

  /** What is missing, and what came twice. */
  List<Defect> defects() {
    List<Defect> defects = new ArrayList<>();
    int missing = missing();
    if (missing > 0) {
      int all = faxes.stream().filter(fax -> fax.missing() > 0).mapToInt(Fax::all).sum();
      defects.add(Defect.of(Defect.Kind.PAGES_MISSING, all - missing, all));
    }
    if (faxes.stream().anyMatch(fax -> fax.twice)) {
      defects.add(Defect.of(Defect.Kind.PAGES_TWICE));
    }
    return defects;
  }

  /** Pages are missing, and a first one may be among them: nobody knows what its head says. */
  boolean firstMissing() {
    return missing() > 0 && faxes.stream().anyMatch(fax -> fax.pages.first() > 1);
  }

  private int missing() {
    return Math.max(0, faxes.stream().mapToInt(Fax::missing).sum() - unnumbered);
  }
}
