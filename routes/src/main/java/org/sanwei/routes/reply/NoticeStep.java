package org.sanwei.routes.reply;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.sanwei.crypto.key.IdentityKey;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Notice;
import org.sanwei.routes.release.SendResult;
import org.sanwei.routes.reply.ReturnAddress.Mail;
import org.sanwei.routes.reply.ReturnAddress.Nobody;
import org.sanwei.routes.reply.ReturnAddress.Phone;
import org.sanwei.routes.reply.ReturnAddress.Poster;

/**
 * The one step that opens return addresses: it sends a notice there, or says why not, and gives no
 * address to anybody. Safe from many threads.
 */
public final class NoticeStep {
  /** No channel's name has a slash: such a digest is no arrival's id. */
  private static final String PEER = "reply/peer";

  private final ReturnBook book;
  private final Map<String, NoticeSender> senders;
  private final ReplyBudget budget;
  private final IdentityKey digests;

  /**
   * @param senders by the names of their channels
   */
  public NoticeStep(
      ReturnBook book, Map<String, NoticeSender> senders, ReplyBudget budget, IdentityKey digests) {
    this.book = book;
    this.senders = Map.copyOf(senders);
    this.budget = budget;
    this.digests = digests;
  }

  /** What came of a notice. */
  public sealed interface Result {
    /** There is no return address of this arrival: not yet, or no more. */
    record NotKept() implements Result {}

    /** Nothing was sent, for good; {@code code} is a stable word. */
    record Withheld(String code) implements Result {}

    /** It was not tried, and nothing was sent: something of ours was away. Repeat later. */
    record NotNow(RuntimeException why) implements Result {}

    /** It was tried. */
    record Tried(SendResult result) implements Result {}
  }

  /**
   * Sends one notice, once. {@code id} is new for each.
   *
   * @param first false when it was tried before: the budget has counted it then
   */
  public Result send(ArrivalId item, String channel, Notice notice, UUID id, boolean first) {
    Supplier<Result> sending;
    try {
      sending = prepared(item, channel, notice, id, first);
    } catch (RuntimeException e) {
      return new Result.NotNow(e);
    }
    return sending.get();
  }

  /** Everything but the sending itself: what throws here has sent nothing. */
  private Supplier<Result> prepared(
      ArrivalId item, String channel, Notice notice, UUID id, boolean first) {
    Optional<ReturnAddress> kept = book.open(item);
    if (kept.isEmpty()) {
      return Result.NotKept::new;
    }
    ReturnAddress to = kept.get();
    if (to instanceof Nobody nobody) {
      if (!nobody.automatic().isEmpty()) {
        budget.answersByItself(peer(nobody.automatic()));
      }
      return () -> new Result.Withheld(nobody.why().code());
    }
    NoticeSender sender = senders.get(channel);
    if (sender == null || to instanceof Poster) {
      return () -> new Result.Withheld("no-way-back");
    }
    ReplyBudget.Verdict verdict =
        first
            ? budget.take(channel, peer(spelled(to)), notice.kind())
            : ReplyBudget.Verdict.GRANTED;
    return verdict == ReplyBudget.Verdict.GRANTED
        ? () -> new Result.Tried(sender.send(to, notice, id))
        : () -> new Result.Withheld(verdict.code());
  }

  /** Empty when the sender can be asked; otherwise a stable word for why not. */
  public Optional<String> unreachable(ArrivalId item) {
    Optional<ReturnAddress> kept = book.open(item);
    if (kept.isEmpty()) {
      return Optional.of("address-erased");
    }
    return kept.get() instanceof Nobody nobody
        ? Optional.of(nobody.why().code())
        : Optional.empty();
  }

  /** True if this integrator posted this arrival, and may still ask for it. */
  public boolean postedBy(ArrivalId item, String integrator) {
    return book.open(item).filter(address -> address.equals(new Poster(integrator))).isPresent();
  }

  private static String spelled(ReturnAddress to) {
    return to instanceof Mail mail ? mail.address() : ((Phone) to).number();
  }

  private String peer(String address) {
    return digests.arrivalId(PEER, address.toLowerCase(Locale.ROOT));
  }
}
