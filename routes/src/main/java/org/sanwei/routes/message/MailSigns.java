package org.sanwei.routes.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The signs by which programs tell that they wrote a mail: RFC 3464, 8098, 3834, 2919 and the
 * habits of Exchange, Exim, qmail, Coremail and the Chinese mail services. Any one suffices and
 * none takes another back, so that a doubt means "do not answer". Pure.
 */
final class MailSigns {
  /** A subject is looked at no further than this, in characters. */
  private static final int SUBJECT_HEAD = 400;

  private static final Set<String> FAILURES =
      Set.of("x-failed-recipients", "x-ms-exchange-message-is-ndr", "x-delivery-status");
  private static final Set<String> REPLIERS =
      Set.of(
          "x-autoreply",
          "x-auto-reply",
          "x-autorespond",
          "x-autoresponder",
          "x-autoreply-from",
          "x-autoreply-to",
          "x-mail-autoreply",
          "x-qq-auto-reply",
          "x-ms-exchange-inbox-rules-loop");
  private static final Set<String> LISTS =
      Set.of("list-id", "list-unsubscribe", "list-post", "list-help", "feedback-id", "x-campaign");
  private static final Set<String> MACHINES =
      Set.of(
          "x-auto-response-suppress",
          "x-ms-exchange-generated-message-source",
          "x-fc-machinegenerated",
          "x-cron-env");
  private static final List<String> RETURNED =
      List.of(
          "系统退信",
          "退信",
          "未送达",
          "邮件投递失败",
          "投递失败",
          "undeliver",
          "delivery status notification",
          "delivery failure",
          "failure notice",
          "returned mail",
          "mail delivery failed");
  private static final List<String> AWAY =
      List.of("自动回复", "自动答复", "automatic reply", "auto reply", "autoreply", "out of office");
  private static final List<String> READ =
      List.of("已读回执", "阅读回执", "已读:", "已读：", "read receipt", "read:");

  private MailSigns() {}

  static MailNature nature(MailHead head) {
    String report = reported(head);
    boolean machine = machine(head);
    if (report.equals("disposition-notification")) {
      return MailNature.READ_RECEIPT;
    }
    if (!report.isEmpty()
        || FAILURES.stream().anyMatch(head::has)
        || writes(head, "mailer-daemon")) {
      return MailNature.DELIVERY_REPORT;
    }
    String subject = subject(head);
    if (machine && begins(subject, RETURNED)) {
      return MailNature.DELIVERY_REPORT;
    }
    if (machine && begins(subject, READ)) {
      return MailNature.READ_RECEIPT;
    }
    if (replies(head) || begins(subject, AWAY)) {
      return MailNature.AUTO_REPLY;
    }
    if (LISTS.stream().anyMatch(head::has) || precedence(head, Set.of("bulk", "list", "junk"))) {
      return MailNature.BULK;
    }
    return machine ? MailNature.AUTOMATIC : MailNature.ORDINARY;
  }

  /** The kind of report that the mail says it is; empty for none, {@code other} for an unnamed. */
  private static String reported(MailHead head) {
    for (String type : head.all("content-type")) {
      String compact = lower(type).replace(" ", "").replace("\t", "").replace("\"", "");
      if (compact.startsWith("multipart/report")) {
        return compact.contains("report-type=disposition-notification")
            ? "disposition-notification"
            : "other";
      }
      if (compact.startsWith("message/disposition-notification")) {
        return "disposition-notification";
      }
      if (compact.startsWith("message/delivery-status")) {
        return "other";
      }
    }
    return "";
  }

  private static boolean replies(MailHead head) {
    return REPLIERS.stream().anyMatch(head::has)
        || head.all("auto-submitted").stream().anyMatch(v -> lower(v).startsWith("auto-replied"))
        || precedence(head, Set.of("auto_reply", "auto-reply"))
        || writes(head, "autoresponder")
        || head.all("delivered-to").stream().anyMatch(v -> lower(v).startsWith("autoresponder"))
        || head.all("x-post-messageclass").stream().anyMatch(v -> lower(v).contains("autorespond"));
  }

  /** No path back, or a word that the sender does not want to be answered by programs. */
  private static boolean machine(MailHead head) {
    return head.all("return-path").stream().anyMatch(v -> v.replace(" ", "").equals("<>"))
        || head.all("auto-submitted").stream().anyMatch(MailSigns::notByHand)
        || MACHINES.stream().anyMatch(head::has)
        || writes(head, "postmaster")
        || writes(head, "noreply")
        || writes(head, "no-reply");
  }

  private static boolean notByHand(String value) {
    String word = lower(value);
    return !word.equals("no") && !word.startsWith("no;") && !word.startsWith("no ");
  }

  private static boolean precedence(MailHead head, Set<String> words) {
    return head.all("precedence").stream().anyMatch(v -> words.contains(lower(v)));
  }

  /** True if the mailbox of From, Sender or Return-Path is this one, at whatever domain. */
  private static boolean writes(MailHead head, String mailbox) {
    for (String name : List.of("from", "sender", "return-path")) {
      for (String value : head.all(name)) {
        String address = lower(value);
        String before = address.substring(0, Math.max(0, address.lastIndexOf('@')));
        if (before.equals(mailbox)
            || before.endsWith('<' + mailbox)
            || before.endsWith(' ' + mailbox)) {
          return true;
        }
        // Old systems write the bare name of their daemon.
        if (address.equals(mailbox) || address.startsWith(mailbox + " (")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean begins(String subject, List<String> words) {
    return words.stream().anyMatch(subject::startsWith);
  }

  private static String subject(MailHead head) {
    return head.all("subject").stream().findFirst().map(MailSigns::decoded).orElse("");
  }

  /** The beginning of a subject in lower case: raw UTF-8, or its first RFC 2047 word. */
  private static String decoded(String raw) {
    String text = raw.length() > SUBJECT_HEAD ? raw.substring(0, SUBJECT_HEAD) : raw;
    String[] word = text.startsWith("=?") ? text.split("\\?", 5) : new String[0];
    if (word.length < 5) {
      return lower(new String(text.getBytes(ISO_8859_1), UTF_8));
    }
    try {
      byte[] bytes =
          word[2].equalsIgnoreCase("b") ? Base64.getMimeDecoder().decode(word[3]) : quoted(word[3]);
      return lower(new String(bytes, charset(word[1])));
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static Charset charset(String name) {
    String lower = lower(name);
    return lower.startsWith("gb") ? Charset.forName("GB18030") : Charset.forName(lower);
  }

  private static byte[] quoted(String packed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < packed.length(); i++) {
      char c = packed.charAt(i);
      if (c == '=' && i + 2 < packed.length()) {
        out.write(Integer.parseInt(packed.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.write(c == '_' ? ' ' : c);
      }
    }
    return out.toByteArray();
  }

  private static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
