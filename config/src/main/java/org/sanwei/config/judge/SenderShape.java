package org.sanwei.config.judge;

import java.util.Locale;

/** One shape of senders, as a policy writes it, ready to be compared. */
record SenderShape(Kind kind, String text) {
  enum Kind {
    WHOLE,
    DOMAIN,
    BEGINNING
  }

  static SenderShape of(String shape) {
    String text = Sender.of(shape).address();
    if (text.startsWith("@")) {
      return new SenderShape(Kind.DOMAIN, text.substring(1));
    }
    return text.endsWith("*")
        ? new SenderShape(Kind.BEGINNING, text.substring(0, text.length() - 1))
        : new SenderShape(Kind.WHOLE, text);
  }

  boolean fits(Sender sender) {
    return switch (kind) {
      case WHOLE -> sender.address().equals(text);
      case DOMAIN -> sender.domain().equals(text) || sender.domain().endsWith("." + text);
      case BEGINNING -> sender.address().startsWith(text);
    };
  }

  /** What is compared: an address without its display name, a number without what parts it. */
  record Sender(String address) {
    static Sender of(String said) {
      String inner = said;
      int open = said.lastIndexOf('<');
      if (open >= 0 && said.indexOf('>', open) > open) {
        inner = said.substring(open + 1, said.indexOf('>', open));
      }
      String lower = inner.strip().toLowerCase(Locale.ROOT);
      return new Sender(lower.indexOf('@') >= 0 ? lower : withoutParting(lower));
    }

    private static String withoutParting(String number) {
      StringBuilder out = new StringBuilder();
      number
          .codePoints()
          .filter(cp -> !Character.isWhitespace(cp) && "()-".indexOf(cp) < 0)
          .forEach(out::appendCodePoint);
      return out.toString();
    }

    String domain() {
      int at = address.lastIndexOf('@');
      return at < 0 ? "" : address.substring(at + 1);
    }
  }
}
