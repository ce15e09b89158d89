package org.sanwei.routes.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.ReceiptConfig.Way;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.ReplyKeys;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.reply.ReturnAddress.Mail;
import org.sanwei.routes.reply.ReturnAddress.Nobody;
import org.sanwei.routes.reply.ReturnAddress.Poster;

/** What takes room in the book of return addresses, and whose room it is. */
class ReturnBookTest {
  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
  private static final String SENDER = "bangong@hexi.example";
  private static final int SHARE = 3;

  private final SecureRandom random = new SecureRandom();
  private Path mails;
  private Map<String, ReplyKeys> keys;
  private ReturnBook book;

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    MasterKey master = MasterKey.createFile(directory.resolve("master.key"), random);
    mails = directory.resolve("fax-mail.keys");
    keys =
        Map.of(
            "fax-mail", ReplyKeys.open(mails, master, random, SHARE),
            "posts", ReplyKeys.open(directory.resolve("posts.keys"), master, random, SHARE));
    book = new ReturnBook(keys, Map.of("fax-mail", Way.MAIL, "posts", Way.HTTP), Set.of());
  }

  @AfterEach
  void close() throws Exception {
    for (ReplyKeys some : keys.values()) {
      some.close();
    }
  }

  @Test
  void aChannelThatFillsItsBookTakesNobodyElsesRoom() {
    for (int i = 0; i < 10 * SHARE; i++) {
      book.posted("posts", id(i), "flood", NOW);
    }

    book.keep(mail(1_000, "From: " + SENDER));

    assertThat(book.open(id(1_000))).contains(new Mail(SENDER, ""));
    assertThat(book.open(id(0))).contains(new Poster("flood"));
    assertThat(book.open(id(SHARE))).as("beyond its share").isEmpty();
  }

  @Test
  void whoCannotBeAnsweredTakesNoRoomAndItIsKnownWhyNot() throws Exception {
    for (int i = 0; i < 10 * SHARE; i++) {
      book.keep(mail(i, "From: " + SENDER + "\r\nAuto-Submitted: auto-generated"));
    }
    assertThat(Files.size(mails)).as("no slot was written").isZero();

    book.keep(mail(1_000, "From: " + SENDER));

    assertThat(book.open(id(1_000))).contains(new Mail(SENDER, ""));
    assertThat(book.open(id(1))).contains(new Nobody(ReturnAddress.Why.AUTOMATIC, SENDER));
  }

  @Test
  void whatIsErasedIsForgottenOfThoseToo() {
    book.keep(mail(1, "From: " + SENDER + "\r\nAuto-Submitted: auto-generated"));
    book.keep(mail(2, "From: " + SENDER));
    assertThat(book.kept()).containsOnlyKeys(id(1), id(2));

    book.erase(List.of(id(1), id(2)));

    assertThat(book.kept()).isEmpty();
    assertThat(book.open(id(1))).isEmpty();
    assertThat(book.open(id(2))).isEmpty();
  }

  private static ArrivalId id(int number) {
    return new ArrivalId("%032x".formatted(number));
  }

  private static RawArrival mail(int number, String head) {
    byte[] body = (head + "\r\nSubject: x\r\n\r\ntext").getBytes(StandardCharsets.US_ASCII);
    return new RawArrival(
        RawArrival.VERSION,
        id(number),
        new UUID(0x7000, number),
        "370900",
        "fax-mail",
        "",
        ChannelKind.FAX,
        NOW,
        "message/rfc822",
        body,
        new byte[16]);
  }
}
