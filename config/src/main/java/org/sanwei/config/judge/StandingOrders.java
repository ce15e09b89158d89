package org.sanwei.config.judge;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.StandingOrder;
import org.sanwei.config.policy.StandingOrder.Literal;
import org.sanwei.config.policy.StandingOrder.Number;
import org.sanwei.config.policy.StandingOrder.OneOf;
import org.sanwei.config.policy.StandingOrder.Piece;

/**
 * Whether a standing release order fires for a message. Pure and total; what fired before, and the
 * time, are arguments. Immutable, safe from many threads.
 */
public final class StandingOrders {
  /** A text longer than this is no order's: the longest template folded, and room for spaces. */
  private static final int LONGEST_TEXT = 2 * StandingOrder.LONGEST;

  private final Policy policy;
  private final List<Ready> orders;

  /** An order with its template as one expression, which has a group for each of its slots. */
  private record Ready(StandingOrder order, Pattern whole) {}

  public StandingOrders(Policy policy) {
    this.policy = policy;
    this.orders = policy.orders().stream().map(StandingOrders::ready).toList();
  }

  /** When an order has fired before. */
  public record Fired(String order, Instant at) {}

  /** What one order makes of one message. */
  public sealed interface Decision {
    /** The order's id. */
    String order();
  }

  /**
   * The message goes out as the order says. {@code words} is the text to send: the order's own
   * words, with what stood in the slots.
   */
  public record Fires(String order, String words) implements Decision {
    @Override
    public String toString() {
      return "Fires[" + order + "]";
    }
  }

  /** It does not, and this is the first reason. */
  public record Silent(String order, Reason reason) implements Decision {}

  /** Why an order does not fire, in the order in which they are looked at. */
  public enum Reason {
    /** Another channel, or not the credential that the order is bound to. */
    SOURCE,
    /** Before its first day. */
    NOT_YET,
    /** After its last day. */
    EXPIRED,
    /** Received too long ago, or in the future. */
    STALE,
    /** Not judged open and public, or by another policy. */
    LABEL,
    /** Something could not be read, or there is more than the one text. */
    PARTS,
    /** Not the order's text. */
    TEMPLATE,
    /** It has fired as often as it may. */
    CAP;

    /** As a policy's tests write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * What each order of the policy makes of a message, in their order.
   *
   * @param credential that proved itself when the message came in, empty for none
   * @param verdict of the same policy over the same content
   * @param before what has fired, as far back as the longest cap reaches
   */
  public List<Decision> decide(
      Content content,
      Arrival arrival,
      String credential,
      Verdict verdict,
      List<Fired> before,
      Instant now) {
    List<Decision> decisions = new ArrayList<>();
    for (Ready ready : orders) {
      decisions.add(decide(ready, content, arrival, credential, verdict, before, now));
    }
    return decisions;
  }

  private Decision decide(
      Ready ready,
      Content content,
      Arrival arrival,
      String credential,
      Verdict verdict,
      List<Fired> before,
      Instant now) {
    StandingOrder order = ready.order();
    LocalDate day = arrival.receivedAt().atZone(policy.zone()).toLocalDate();
    Instant stale = arrival.receivedAt().plus(order.freshFor());
    if (credential.isEmpty()
        || !credential.equals(order.credential())
        || !arrival.channel().equals(order.channel())) {
      return silent(order, Reason.SOURCE);
    }
    if (day.isBefore(order.from())) {
      return silent(order, Reason.NOT_YET);
    }
    if (day.isAfter(order.until())) {
      return silent(order, Reason.EXPIRED);
    }
    if (!now.isBefore(stale) || now.isBefore(arrival.receivedAt())) {
      return silent(order, Reason.STALE);
    }
    if (verdict.outcome() != Outcome.OPEN
        || verdict.label().sensitivity() != Sensitivity.PUBLIC
        || !verdict.policy().equals(policy.digest())) {
      return silent(order, Reason.LABEL);
    }
    Part text = onlyText(content, order);
    if (text == null) {
      return silent(order, Reason.PARTS);
    }
    String words = words(ready, text.text());
    if (words.isEmpty()) {
      return silent(order, Reason.TEMPLATE);
    }
    Instant since = now.minus(order.cap().within());
    long fired =
        before.stream()
            .filter(one -> one.order().equals(order.id()) && one.at().isAfter(since))
            .count();
    return fired >= order.cap().times() ? silent(order, Reason.CAP) : new Fires(order.id(), words);
  }

  private static Decision silent(StandingOrder order, Reason reason) {
    return new Silent(order.id(), reason);
  }

  /** The one text of a message of which everything was read; null when there is more, or less. */
  private static @Nullable Part onlyText(Content content, StandingOrder order) {
    if (!content.unread().isEmpty()) {
      return null;
    }
    Part only = null;
    String subject = "";
    for (Part part : content.parts()) {
      if (part.place() == Place.SENDER) {
        continue;
      }
      if (part.place() == Place.SUBJECT && subject.isEmpty()) {
        subject = folded(part.text());
      } else if (part.place() == Place.BODY && only == null) {
        only = part;
      } else {
        return null;
      }
    }
    String wanted = order.subject() == null ? "" : folded(order.subject());
    return subject.equals(wanted) ? only : null;
  }

  /** The order's words with what stood in its slots, or nothing when the text is not its. */
  private static String words(Ready ready, String text) {
    if (text.length() > LONGEST_TEXT) {
      return "";
    }
    Matcher found = ready.whole().matcher(folded(text));
    if (!found.matches()) {
      return "";
    }
    StringBuilder words = new StringBuilder();
    int group = 1;
    for (Piece piece : ready.order().template()) {
      if (piece instanceof Literal literal) {
        words.append(literal.text());
        continue;
      }
      String stood = found.group(group++);
      if (piece instanceof Number number) {
        long value = Long.parseLong(stood);
        if (value < number.from() || value > number.to()) {
          return "";
        }
        words.append(value);
      } else if (piece instanceof OneOf one) {
        words.append(own(one, stood));
      }
    }
    return words.toString();
  }

  /** The word as the order writes it: what goes out is signed to the letter. */
  private static String own(OneOf slot, String folded) {
    return slot.words().stream()
        .filter(word -> NormalForm.ofText(word).equals(folded))
        .findFirst()
        .orElseThrow();
  }

  private static Ready ready(StandingOrder order) {
    StringBuilder whole = new StringBuilder();
    for (Piece piece : order.template()) {
      if (piece instanceof Literal literal) {
        whole.append(quoted(literal.text()));
      } else if (piece instanceof Number number) {
        whole.append("([0-9]{1,").append(number.longest()).append("})");
      } else if (piece instanceof OneOf one) {
        whole.append(
            one.words().stream()
                .map(StandingOrders::quoted)
                .collect(Collectors.joining("|", "(", ")")));
      }
    }
    return new Ready(order, Pattern.compile(whole.toString()));
  }

  private static String folded(String text) {
    return NormalForm.ofText(text).strip();
  }

  /** Pieces keep the spaces at their ends: the whole of the text is what is stripped. */
  private static String quoted(String text) {
    return Pattern.quote(NormalForm.ofText(text));
  }
}
