package org.sanwei.routes.reply;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;

/**
 * Where an answer to a message would go, or why there is none. Every field is of a narrow alphabet
 * of ASCII, checked where it is made, so none holds a line break. Never prints itself.
 */
sealed interface ReturnAddress {

  /** One plain mailbox; {@code messageId} is the id to refer to with its brackets, or empty. */
  record Mail(String address, String messageId) implements ReturnAddress {
    @Override
    public String toString() {
      return "Mail[redacted]";
    }
  }

  /** A mobile number of eleven digits. */
  record Phone(String number) implements ReturnAddress {
    @Override
    public String toString() {
      return "Phone[redacted]";
    }
  }

  /** Who posted it asks for the answer, under the same credential. */
  record Poster(String integrator) implements ReturnAddress {}

  /**
   * Nobody is answered. {@code automatic} is the address that sent an automatic mail, which is left
   * alone for a while; otherwise empty.
   */
  record Nobody(Why why, String automatic) implements ReturnAddress {
    static Nobody because(Why why) {
      return new Nobody(why, "");
    }

    @Override
    public String toString() {
      return "Nobody[" + why + "]";
    }
  }

  /** Why nobody is answered. The codes are stable: they stand in the ledger and on pages. */
  enum Why {
    NO_ADDRESS("no-return-address"),
    NOT_PLAIN("address-not-plain"),
    AUTOMATIC("automatic-mail"),
    REPORT("delivery-report"),
    LIST("mailing-list"),
    NO_REPLY("no-reply-address"),
    OURS("our-own-address"),
    NOT_A_MOBILE("no-mobile-number");

    private final String code;

    Why(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** The bytes to be sealed. */
  default byte[] encoded() {
    String text;
    if (this instanceof Mail mail) {
      text = "mail\n" + mail.address() + "\n" + mail.messageId();
    } else if (this instanceof Phone phone) {
      text = "phone\n" + phone.number() + "\n";
    } else if (this instanceof Poster poster) {
      text = "poster\n" + poster.integrator() + "\n";
    } else {
      Nobody nobody = (Nobody) this;
      text = "nobody\n" + nobody.why().name() + "\n" + nobody.automatic();
    }
    return text.getBytes(US_ASCII);
  }

  /** Reads {@link #encoded()}; empty for what is none. */
  static Optional<ReturnAddress> decode(byte[] bytes) {
    String[] fields = new String(bytes, US_ASCII).split("\n", -1);
    if (fields.length != 3) {
      return Optional.empty();
    }
    return switch (fields[0]) {
      case "mail" -> Optional.of(new Mail(fields[1], fields[2]));
      case "phone" -> Optional.of(new Phone(fields[1]));
      case "poster" -> Optional.of(new Poster(fields[1]));
      case "nobody" -> Optional.of(new Nobody(Why.valueOf(fields[1]), fields[2]));
      default -> Optional.empty();
    };
  }
}
