package org.sanwei.routes.reply;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sanwei.routes.message.MailHead;
import org.sanwei.routes.reply.ReturnAddress.Mail;
import org.sanwei.routes.reply.ReturnAddress.Nobody;
import org.sanwei.routes.reply.ReturnAddress.Why;

/**
 * Finds the one address that a mail may be answered at: its Reply-To, or its From. Strict, since a
 * stranger wrote them: one header, one mailbox, plain ASCII (RFC 5321 dot-string and host name);
 * whatever could be read in two ways is answered by nobody. Pure.
 */
final class MailReturn {
  private static final int MOST_ADDRESS = 254;
  private static final int MOST_LOCAL = 64;
  private static final int MOST_MESSAGE_ID = 140;
  private static final String ATOM = "!#$%&'*+/=?^_`{|}~-";

  private static final Set<String> LISTS =
      Set.of(
          "list-subscribe",
          "list-owner",
          "list-archive",
          "mailing-list",
          "x-mailing-list",
          "x-loop");
  private static final Set<String> NOBODY_READS =
      Set.of("root", "daemon", "nobody", "null", "devnull", "listserv", "majordomo", "sympa");
  private static final List<String> NO_REPLY =
      List.of(
          "noreply",
          "donotreply",
          "dontreply",
          "mailerdaemon",
          "postmaster",
          "bounce",
          "autoreply",
          "autorespond",
          "unsubscribe");
  private static final List<String> LIST_ENDS =
      List.of("-request", "-bounces", "-owner", "-admin", "-subscribe");

  private MailReturn() {}

  /**
   * @param ours addresses, and domains with an at-sign before them, in lower case: never answered
   */
  static ReturnAddress of(byte[] mail, Set<String> ours) {
    MailHead head = MailHead.of(mail);
    List<String> from = head.all("from");
    Optional<String> sender = from.size() == 1 ? plain(from.get(0)) : Optional.empty();
    switch (head.nature()) {
      case DELIVERY_REPORT, READ_RECEIPT -> {
        return Nobody.because(Why.REPORT);
      }
      case AUTO_REPLY, AUTOMATIC -> {
        return new Nobody(Why.AUTOMATIC, sender.orElse(""));
      }
      case BULK -> {
        return Nobody.because(Why.LIST);
      }
      case ORDINARY -> {}
    }
    if (LISTS.stream().anyMatch(head::has)) {
      return Nobody.because(Why.LIST);
    }
    List<String> replyTo = head.all("reply-to");
    if (from.isEmpty() && replyTo.isEmpty()) {
      return Nobody.because(Why.NO_ADDRESS);
    }
    if (sender.isEmpty() || replyTo.size() > 1) {
      return Nobody.because(Why.NOT_PLAIN);
    }
    Optional<String> answer = replyTo.isEmpty() ? sender : plain(replyTo.get(0));
    if (answer.isEmpty()) {
      return Nobody.because(Why.NOT_PLAIN);
    }
    String lower = answer.get().toLowerCase(Locale.ROOT);
    if (ours.contains(lower) || ours.contains(lower.substring(lower.lastIndexOf('@')))) {
      return Nobody.because(Why.OURS);
    }
    return nobodyReads(lower) || nobodyReads(sender.get().toLowerCase(Locale.ROOT))
        ? Nobody.because(Why.NO_REPLY)
        : new Mail(answer.get(), messageId(head.all("message-id")));
  }

  private static boolean nobodyReads(String address) {
    String local = address.substring(0, address.lastIndexOf('@'));
    String bare = local.replace("-", "").replace("_", "").replace(".", "");
    return NOBODY_READS.contains(bare)
        || local.startsWith("owner-")
        || NO_REPLY.stream().anyMatch(bare::contains)
        || LIST_ENDS.stream().anyMatch(local::endsWith);
  }

  /** The mailbox of {@code a@b}, {@code <a@b>}, {@code Name <a@b>} or {@code "Name" <a@b>}. */
  static Optional<String> plain(String header) {
    String value = header.strip();
    if (value.chars().anyMatch(c -> c != '\t' && (c < ' ' || c == 0x7f))) {
      return Optional.empty();
    }
    int open = value.lastIndexOf('<');
    if (open < 0) {
      return mailbox(value);
    }
    return value.endsWith(">") && isName(value.substring(0, open).strip())
        ? mailbox(value.substring(open + 1, value.length() - 1))
        : Optional.empty();
  }

  /** A display name: one quoted string, or words without any sign that structures an address. */
  private static boolean isName(String name) {
    if (!name.startsWith("\"")) {
      return name.chars().noneMatch(c -> ",;:<>@\"()[]\\".indexOf(c) >= 0);
    }
    for (int i = 1; i < name.length(); i++) {
      if (name.charAt(i) == '\\') {
        i++;
      } else if (name.charAt(i) == '"') {
        return i == name.length() - 1;
      }
    }
    return false;
  }

  private static Optional<String> mailbox(String address) {
    int at = address.indexOf('@');
    return address.length() <= MOST_ADDRESS
            && at > 0
            && at <= MOST_LOCAL
            && dotted(address.substring(0, at))
            && hostName(address.substring(at + 1))
        ? Optional.of(address)
        : Optional.empty();
  }

  private static boolean dotted(String local) {
    return !local.startsWith(".")
        && !local.endsWith(".")
        && !local.contains("..")
        && local.chars().allMatch(c -> c == '.' || letterOrDigit(c) || ATOM.indexOf(c) >= 0);
  }

  private static boolean hostName(String domain) {
    String[] labels = domain.split("\\.", -1);
    for (String label : labels) {
      if (label.isEmpty()
          || label.length() > 63
          || label.startsWith("-")
          || label.endsWith("-")
          || !label.chars().allMatch(c -> c == '-' || letterOrDigit(c))) {
        return false;
      }
    }
    String last = labels[labels.length - 1];
    return labels.length > 1 && last.chars().anyMatch(c -> c > '9');
  }

  private static boolean letterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** The id if there is one and it is nothing but an id (RFC 5322 §3.6.4, without quoted parts). */
  private static String messageId(List<String> headers) {
    if (headers.size() != 1) {
      return "";
    }
    String id = headers.get(0);
    int at = id.indexOf('@');
    boolean good =
        id.length() <= MOST_MESSAGE_ID
            && id.startsWith("<")
            && id.endsWith(">")
            && at > 1
            && at < id.length() - 2
            && dotted(id.substring(1, at))
            && dotted(id.substring(at + 1, id.length() - 1));
    return good ? id : "";
  }
}
