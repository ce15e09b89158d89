package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.routes.read.Readings.MAIL;
import static org.sanwei.routes.read.Readings.allText;
import static org.sanwei.routes.read.Readings.mail;
import static org.sanwei.routes.read.Readings.read;
import static org.sanwei.routes.read.Readings.unread;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LimitsTest {

  @Test
  void deepNestingEndsAtTheLimit() {
    StringBuilder mail = new StringBuilder("Subject: x\n");
    for (int i = 0; i < 2_000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\n\n--b")
          .append(i)
          .append('\n');
    }

    assertThat(unread(mail(mail + "\n机密\n"))).contains("1/1/1/1/1/1/1/1:TOO_DEEP");
  }

  @Test
  void mailInMailEndsAtTheLimit() {
    String mail =
        "Subject: x\nContent-Type: message/rfc822\n\n".repeat(2_000) + "Subject: x\n\nx\n";

    assertThat(unread(mail(mail))).containsExactly("1/1/1/1/1/1/1/1:TOO_DEEP");
  }

  @Test
  void tenThousandPartsAreTooMany() {
    String mail =
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
            + "--b\n\nx\n".repeat(10_000)
            + "--b--\n";

    ReadResult result = mail(mail);

    assertThat(unread(result)).contains("0:TOO_LARGE");
    assertThat(result.content().parts()).hasSizeLessThanOrEqualTo(501);
  }

  @Test
  void aLargeMailInManyMailsIsHeldAndNotKeptOnceForEach() {
    String mail =
        "Subject: x\nContent-Type: message/rfc822\n\n".repeat(6)
            + "Subject: x\n\n"
            + "水位正常。\n".repeat(100_000);

    ReadResult result = mail(mail);

    assertThat(unread(result)).contains("0:TOO_LARGE");
    long kept = result.attachments().stream().mapToLong(a -> a.bytes().length).sum();
    assertThat(kept).isLessThanOrEqualTo(3L * mail.getBytes(UTF_8).length + 4 * 1024 * 1024);
  }

  @Test
  void aPageLongerThanWhatIsKeptOfTextIsHeldAndItsBeginningIsRead() {
    ReadLimits limits = new ReadLimits(8, 500, 10_000, 200, Duration.ofMinutes(5));
    String page = "<p>&#26426;&#23494;★10年</p>" + "<b>".repeat(10_000);

    ReadResult result = read("text/html", page.getBytes(UTF_8), limits);

    assertThat(unread(result)).contains("1:TOO_LARGE");
    assertThat(allText(result)).contains("机密★10年");
  }

  @Test
  void deepMarkupIsReadToItsEndOrHeld() {
    String html = "<div><b>".repeat(20_000) + "机密★10年";

    ReadResult result = read("text/html; charset=utf-8", html.getBytes(UTF_8));

    assertThat(allText(result).contains("机密★10年") || !unread(result).isEmpty()).isTrue();
  }

  @Test
  void aHeadOfManyLinesIsReadOrHeld() {
    ReadResult result = mail("To: a\n".repeat(50_000) + "Subject: x\n\n机密★10年\n");

    assertThat(unread(result)).contains("0:TOO_LARGE");
  }

  @Test
  void textBeyondTheLimitIsCutShort() {
    ReadLimits limits = new ReadLimits(8, 500, 100, 200, Readings.PATIENT.budget());

    ReadResult result = read("text/plain", "字".repeat(101).getBytes(UTF_8), limits);

    assertThat(unread(result)).containsExactly("1:CUT_SHORT");
    assertThat(allText(result)).hasSize(100);
  }

  @Test
  void aReadingThatNeverStartsCostsTheMessageAHold() {
    ExecutorService one = Executors.newSingleThreadExecutor();
    CountDownLatch hang = new CountDownLatch(1);
    try {
      Future<?> stuck = one.submit(() -> awaitQuietly(hang));
      ReadLimits limits = new ReadLimits(8, 500, 100, 200, Duration.ofMillis(20));

      ReadResult result = new BoundedReader(one, limits).read(Readings.arrival(MAIL, new byte[0]));

      assertThat(unread(result)).containsExactly("0:TOO_SLOW");
      assertThat(stuck).isNotDone();
    } finally {
      hang.countDown();
      one.shutdown();
    }
  }

  @Test
  void anInterruptedReadingStopsAtItsNextCheckpoint() {
    Gathering gathering = new Gathering(ReadLimits.DEFAULTS, 0);

    Thread.currentThread().interrupt();
    new MessageReading(gathering, ReadLimits.DEFAULTS, Depth.WHOLE, null)
        .read(Readings.arrival("text/plain", "x".getBytes(UTF_8)));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(unread(gathering.close())).containsExactly("0:TOO_SLOW");
  }

  @Test
  void whatIsAddedAfterTheCloseIsDropped() {
    Gathering gathering = new Gathering(ReadLimits.DEFAULTS, 0);
    ReadResult before = gathering.close();

    gathering.text("1", "body", org.sanwei.config.judge.Place.BODY, "late");

    assertThat(gathering.close()).isEqualTo(before);
  }

  @Test
  void aReaderThatIsShutDownSaysSo() {
    ExecutorService gone = Executors.newSingleThreadExecutor();
    gone.shutdown();

    assertThatThrownBy(
            () ->
                new BoundedReader(gone, ReadLimits.DEFAULTS)
                    .read(Readings.arrival(MAIL, new byte[0])))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void noResultPrintsWhatItHolds() {
    ReadResult result = mail("From: zhang\nSubject: canary\n\ncanary\n");

    assertThat(result.toString()).doesNotContain("canary", "zhang");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
