package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.cipherdesk.CipherDesk;
import org.sanwei.gateway.cipherdesk.CipherDeskSettings;
import org.sanwei.gateway.e2e.Bureau.Bulletin;
import org.sanwei.gateway.e2e.Bureau.Delivery;
import org.sanwei.gateway.e2e.Bureau.Words;
import org.sanwei.gateway.e2e.Integrator.Post;
import org.sanwei.gateway.e2e.Step.Kept;
import org.sanwei.gateway.sandbox.PhoneBook;

/**
 * Goes to a named moment and stands still there, by a counterparty that does not answer or a lock
 * that the test holds; says what must be true of it after the kill and the restart.
 */
final class Walk {
  private static final PhoneBook.Owner ZHOU = PhoneBook.invented().owners().get(0);
  private static final PhoneBook.Owner SHEN = PhoneBook.invented().owners().get(1);

  /** Above {@code limits.bodyBytes}. */
  private static final int LARGE_BYTES = 32 << 20;

  private final Office office;
  private final Counterparties others;
  private final Register register;
  private final Traffic traffic;
  private final Bureau bureau;
  private final Desk duty;
  private final Random random;
  private Register.@Nullable Hold hold;
  private @Nullable RawPost unread;
  private @Nullable RawPost large;

  Walk(Office office, Counterparties others, Traffic traffic, Bureau bureau, Random random) {
    this.office = office;
    this.others = others;
    this.register = new Register(office);
    this.traffic = traffic;
    this.bureau = bureau;
    this.duty = office.desk(Office.DUTY_OFFICER);
    this.random = random;
  }

  /** After the kill: nothing is held up any more, and nobody is logged in. */
  void letGo() throws SQLException, IOException {
    others.relay().keepMoves(false);
    others.smsc().holdReceipts(false);
    if (hold != null) {
      hold.close();
    }
    if (unread != null) {
      unread.close();
    }
    if (large != null) {
      large.close();
    }
    hold = null;
    unread = null;
    large = null;
    bureau.leave();
    duty.leave();
  }

  Kept halfAPost() throws IOException {
    int before = register.numbers().size();
    Sent post = traffic.unsent(Outcome.CLASSIFIED);
    unread = traffic.begin(post);
    unread.sendFirstHalf();
    Path pieces = office.data().resolve("broker").resolve("large");
    long lay = Trees.sizeBytes(pieces);
    large = halfALargePost();
    Await.until(
        "pieces of the large one are on the disk",
        () -> Trees.sizeBytes(pieces) > lay + LARGE_BYTES / 4);
    return () -> {
      Await.until(
          "the pieces of half a body are gone",
          () -> Trees.sizeBytes(pieces) < lay + LARGE_BYTES / 100);
      assertThat(register.numbers()).as("half a message is none").hasSize(before);
      sentAgain(post, 1);
    };
  }

  /** Of one that is taken in pieces; nobody sends its rest. */
  private RawPost halfALargePost() throws IOException {
    byte[] body = new byte[LARGE_BYTES];
    random.nextBytes(body);
    RawPost post =
        new RawPost(
            Integrator.network(office, office.web()),
            new Post("intranet", body, UUID.randomUUID().toString()));
    post.sendFirstHalf();
    return post;
  }

  Kept unanswered() throws IOException {
    int before = register.numbers().size();
    Sent post = traffic.unsent(Outcome.CLASSIFIED);
    unread = traffic.begin(post);
    unread.sendFirstHalf();
    unread.sendSecondHalf();
    Await.until("it is written down", () -> register.numbers().size() > before);
    return () -> {
      assertThat(register.numbers()).hasSize(before + 1);
      sentAgain(post, 2);
    };
  }

  private void sentAgain(Sent post, int receptions) {
    traffic.repeat();
    Await.until("it is booked", () -> register.receptions(post.id()) == receptions);
  }

  Kept answered() {
    Sent open = traffic.post(Outcome.OPEN);
    Sent classified = traffic.post(Outcome.CLASSIFIED);
    assertThat(List.of(open.id(), classified.id())).as("acknowledged").doesNotContain("");
    return () -> settled(open, classified);
  }

  Kept mailNotMoved() {
    int kept = others.relay().kept();
    long again = register.account().again();
    others.relay().keepMoves(true);
    Object unused = traffic.fax(Outcome.CLASSIFIED);
    Await.until("the gateway means to move it", () -> others.relay().kept() > kept);
    assertThat(others.mail().inInbox()).isEqualTo(1);
    return () ->
        Await.until(
            "it is fetched again, and known again",
            () -> others.mail().inInbox() == 0 && register.account().again() == again + 1);
  }

  Kept beingRead() throws SQLException {
    hold = register.hold("select last from number_counter for update");
    Sent open = traffic.post(Outcome.OPEN);
    Sent classified = traffic.post(Outcome.CLASSIFIED);
    Await.until("the judging stands still", () -> register.standingStill() > 0);
    assertThat(register.standing(open.id())).isEmpty();
    return () -> settled(open, classified);
  }

  Kept pagesBeingRead() {
    long before = register.headsRead();
    traffic.faxPage(Outcome.OPEN);
    traffic.faxPage(Outcome.CLASSIFIED);
    Await.until("the head of a page is read", () -> register.headsRead() > before);
    assertThat(register.account().waiting()).isPositive();
    return () -> Await.until("the pages are read", () -> register.account().waiting() == 0);
  }

  Kept cardShows() throws IOException {
    Sent classified = traffic.post(Outcome.CLASSIFIED);
    settled(classified);
    JsonNode card = duty.item(classified.id());
    assertThat(card.path("outcome").asText()).isEqualTo("CLASSIFIED");
    return () -> assertSame(classified, card);
  }

  Kept envelopeOpen() throws IOException {
    Sent classified = traffic.post(Outcome.CLASSIFIED);
    settled(classified);
    StringWriter screen = new StringWriter();
    PrintWriter out = new PrintWriter(screen, true);
    officer().open(classified.id(), null, out, out);
    assertThat(screen.toString()).contains(classified.canary.words());
    return () -> {
      assertThat(receipted(classified)).isFalse();
      receipt(classified);
      Await.until("the card shows the receipt", () -> receipted(classified));
    };
  }

  Kept receiptSent() throws IOException, SQLException {
    Sent classified = traffic.post(Outcome.CLASSIFIED);
    settled(classified);
    hold = register.hold("lock table cipher_receipt in share mode");
    receipt(classified);
    Await.until("its booking stands still", () -> register.standingStill() > 0);
    assertThat(receipted(classified)).isFalse();
    return () -> Await.until("the card shows the receipt", () -> receipted(classified));
  }

  Kept claimed() throws IOException {
    Sent open = traffic.post(Outcome.OPEN);
    settled(open);
    JsonNode claimed = duty.act(open.id(), "claim");
    assertThat(claimed.path("state").asText()).isEqualTo("CLAIMED");
    return () -> assertSame(open, claimed);
  }

  Kept drafted() throws IOException {
    Sent open = traffic.post(Outcome.OPEN);
    settled(open);
    Bulletin bulletin = bureau.draft(words(), List.of(open.id()), List.of(ZHOU.name()));
    return () -> assertThat(bureau.submit(bulletin).told()).isEqualTo("IN_REVIEW");
  }

  Kept reviewed() throws IOException {
    Bulletin bulletin = reviewedFor(ZHOU);
    return () -> {
      assertThat(bureau.sign(bulletin).told()).isEqualTo("SIGNED");
      assertThat(bureau.awaitRest(bulletin)).noneMatch(d -> d.state().equals("UNKNOWN"));
    };
  }

  Kept signed() throws IOException {
    Bulletin bulletin = bureau.sign(reviewedFor(ZHOU));
    return () -> assertThat(bureau.awaitRest(bulletin)).hasSize(2);
  }

  Kept sendsUnanswered() throws IOException {
    int held = others.smsc().held();
    Bulletin bulletin = reviewedFor(ZHOU, SHEN);
    others.smsc().holdNext(1);
    others.wecom().hangNext(1);
    Object unused = bureau.sign(bulletin);
    Await.until(
        "both providers have it and say nothing",
        () -> others.smsc().held() > held && received(bulletin) == 2);
    return () -> {
      List<Delivery> deliveries = bureau.awaitRest(bulletin);
      assertThat(deliveries)
          .filteredOn(d -> d.state().equals("UNKNOWN"))
          .as("one a provider, and none sent again by itself")
          .extracting(Delivery::outlet)
          .containsExactlyInAnyOrder("sms", "wecom");
      assertThat(received(bulletin)).isEqualTo(4);
      sendAgain(bulletin, deliveries);
      assertThat(received(bulletin)).as("a person sent two again").isEqualTo(6);
    };
  }

  private void sendAgain(Bulletin bulletin, List<Delivery> deliveries) throws IOException {
    for (Delivery delivery : deliveries) {
      if (delivery.state().equals("UNKNOWN")) {
        Object unused = bureau.resend(delivery).done();
      }
    }
    assertThat(bureau.awaitRest(bulletin)).hasSize(6);
  }

  Kept receiptAwaited() throws IOException {
    Bulletin bulletin = reviewedFor(ZHOU);
    others.smsc().holdReceipts(true);
    Object unused = bureau.sign(bulletin);
    Await.until(
        "the SMSC has accepted it and the gateway knows",
        () -> bureau.delivery(bulletin, "sms", ZHOU.name()).state().equals("ACCEPTED"));
    return () ->
        Await.until(
            "its receipt came after all",
            () -> bureau.delivery(bulletin, "sms", ZHOU.name()).state().equals("DELIVERED"));
  }

  Kept closed() throws IOException {
    Sent open = traffic.post(Outcome.OPEN);
    settled(open);
    Object unused = duty.act(open.id(), "claim");
    JsonNode closed = duty.act(open.id(), "close");
    assertThat(closed.path("state").asText()).isEqualTo("CLOSED");
    return () -> assertSame(open, closed);
  }

  private void assertSame(Sent sent, JsonNode told) throws IOException {
    JsonNode now = duty.item(sent.id());
    for (String field : List.of("number", "outcome", "rules", "state", "owner", "version")) {
      assertThat(now.path(field)).as(field).isEqualTo(told.path(field));
    }
  }

  private Bulletin reviewedFor(PhoneBook.Owner... leaders) throws IOException {
    List<String> names = List.of(leaders).stream().map(PhoneBook.Owner::name).toList();
    return bureau.review(bureau.submit(bureau.draft(words(), List.of(), names)));
  }

  private Words words() {
    String text = "各项工作正常" + Canary.next(random);
    return new Words("情况通报", text, text);
  }

  private long received(Bulletin bulletin) {
    return others.phones().all().stream()
        .filter(text -> text.text().contains(bulletin.words.sms()))
        .count();
  }

  private void settled(Sent... all) {
    for (Sent sent : all) {
      Await.until(sent + " is in its place", () -> register.settled(sent.id()));
    }
  }

  private boolean receipted(Sent sent) {
    return register.standing(sent.id()).orElseThrow().receipted();
  }

  private void receipt(Sent sent) throws IOException {
    officer().receipt(sent.id(), new PrintWriter(Writer.nullWriter()));
  }

  private CipherDesk officer() throws IOException {
    return CipherDesk.open(
        CipherDeskSettings.load(office.officer(Office.OFFICER_A)), Clock.systemUTC());
  }
}
