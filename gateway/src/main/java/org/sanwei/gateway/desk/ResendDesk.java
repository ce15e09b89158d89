package org.sanwei.gateway.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.people.Person;
import org.sanwei.routes.message.Defect;

/** The port to what the desk may say to an item's sender, without seeing who that is. */
public interface ResendDesk {

  /** What was said, and what could be. Null where nothing was. */
  record Told(
      List<Defect> missing, @Nullable Notice receipt, @Nullable Notice resend, boolean mayAsk) {
    public Told {
      missing = List.copyOf(missing);
    }

    /** Whether there is anything to show. */
    public boolean any() {
      return receipt != null || resend != null || mayAsk || !missing.isEmpty();
    }
  }

  /** One notice: {@code state} and {@code code} are words for pages to translate. */
  record Notice(String state, String code, Instant at) {}

  /** What the sender of this item was told, and whether it may be asked to send again. */
  Told told(Row row);

  /**
   * 请对方重发: asks the sender to send the item again, with everything that is missing.
   *
   * @throws org.sanwei.gateway.people.Forbidden when the person's post does not allow it
   * @throws org.sanwei.routes.flow.RegisterUnavailable when the database does not answer; nothing
   *     was changed
   */
  Acted ask(Person who, ItemRef ref);
}
