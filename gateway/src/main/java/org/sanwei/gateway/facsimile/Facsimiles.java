package org.sanwei.gateway.facsimile;

import java.util.List;
import java.util.Optional;
import org.sanwei.config.judge.Evidence;
import org.sanwei.gateway.desk.Inbox;
import org.sanwei.gateway.desk.Item;
import org.sanwei.gateway.desk.ItemRef;
import org.sanwei.gateway.desk.OpenPages;
import org.sanwei.gateway.desk.Row;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;

/**
 * The pages of open items for whoever may read items. What is not open has none, and is told apart
 * from what does not exist by nobody. Safe from many threads.
 */
public final class Facsimiles {
  private final Inbox inbox;
  private final OpenPages pages;
  private final People people;

  public Facsimiles(Inbox inbox, OpenPages pages, People people) {
    this.inbox = inbox;
    this.pages = pages;
    this.people = people;
  }

  /** An open item and its pages, in their order. */
  record Shown(Row row, List<FacsimileView> views) {
    Optional<FacsimileView> page(int number) {
      return views.stream().filter(view -> view.page().ordinal() == number).findFirst();
    }
  }

  /** Shows them, and writes down that this person saw the item. */
  Optional<Shown> see(Person who, ItemRef ref) {
    return inbox.view(who, ref).filter(item -> item.row().isOpen()).map(this::shown);
  }

  /** The open item alone; nothing is written down. */
  Optional<Row> open(Person who, ItemRef ref) {
    Permissions.require(who, Act.READ_ITEMS);
    return inbox.row(who, ref).filter(Row::isOpen);
  }

  /** The picture of a page as PNG, made by this gateway. */
  Optional<byte[]> png(Person who, ItemRef ref, int number) {
    return open(who, ref).flatMap(row -> pages.png(row.id(), number));
  }

  private Shown shown(Item item) {
    List<OpenPages.Correction> corrections = pages.corrections(item.row().id());
    return new Shown(
        item.row(),
        pages.of(item.row().id()).stream().map(page -> view(page, item, corrections)).toList());
  }

  private FacsimileView view(
      OpenPages.Page page, Item item, List<OpenPages.Correction> corrections) {
    List<Evidence> found =
        item.evidence().stream().filter(match -> match.part().equals(page.text())).toList();
    return FacsimileView.of(
        page,
        found,
        corrections.stream().filter(each -> each.page() == page.ordinal()).toList(),
        each -> people.nameOf("person/" + each.person()));
  }
}
