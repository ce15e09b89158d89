package org.sanwei.routes.read.ocr.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Policy;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.BoundedReader;
import org.sanwei.routes.read.Eyes;
import org.sanwei.routes.read.ReadLimits;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.Reader;
import org.sanwei.routes.read.ocr.PageReader;

/**
 * Reads cases as fax servers send them, in a mail, and judges them by the shipped policy. Safe from
 * many threads.
 */
final class PageJudging implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-11-23T01:02:03Z");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final PageReader models;
  private final Reader reader;
  private final Judge judge;

  /** {@code folder} is empty and private; {@code threads} are what each model may use. */
  PageJudging(Path folder, int threads) throws IOException {
    Path config = Files.createDirectories(folder.resolve("config"));
    ShippedConfig.copyTo(config);
    judge = new Judge(((Loading.Loaded<Policy>) PolicyLoader.load(config)).value());
    models = PageReader.open(Files.createTempDirectory(folder, "native"), threads);
    reader = new BoundedReader(this.threads, patient(), Eyes.of(models));
  }

  /** What became of a case. */
  PageOutcome of(PageCase one) {
    ReadResult read = read(one);
    String text =
        read.content().parts().stream()
            .filter(part -> part.place() == Place.ATTACHMENT)
            .map(Part::text)
            .collect(Collectors.joining("\n"));
    return PageOutcome.of(judge.judge(read.content(), new Arrival("fax-mail", "", NOW)), text);
  }

  ReadResult read(PageCase one) {
    return reader.read(arrival(mail(one)));
  }

  /** The shipped limits, on a machine that is busy with other tests. */
  private static ReadLimits patient() {
    ReadLimits limits = ReadLimits.DEFAULTS;
    return new ReadLimits(
        limits.maxDepth(),
        limits.maxParts(),
        limits.maxTextCharacters(),
        limits.maxPages(),
        Duration.ofMinutes(5));
  }

  private static byte[] mail(PageCase one) {
    String ending = one.fileName().substring(one.fileName().lastIndexOf('.') + 1);
    String type =
        switch (ending) {
          case "tif" -> "image/tiff";
          case "pdf" -> "application/pdf";
          case "jpg" -> "image/jpeg";
          default -> "image/png";
        };
    String head =
        """
        From: fax@sanwei.example
        To: duty@sanwei.example
        Subject: =?UTF-8?B?%s?=
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=frame

        --frame
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: 8bit

        值班室收到来件一份，见附件。
        --frame
        Content-Type: %s; name="%s"
        Content-Disposition: attachment; filename="%s"
        Content-Transfer-Encoding: base64

        """
            .formatted(
                Base64.getEncoder().encodeToString("来件一份".getBytes(UTF_8)),
                type,
                one.fileName(),
                one.fileName());
    ByteArrayOutputStream mail = new ByteArrayOutputStream();
    mail.writeBytes(head.replace("\n", "\r\n").getBytes(UTF_8));
    mail.writeBytes(Base64.getMimeEncoder().encode(one.bytes()));
    mail.writeBytes("\r\n--frame--\r\n".getBytes(UTF_8));
    return mail.toByteArray();
  }

  private static RawArrival arrival(byte[] body) {
    return new RawArrival(
        RawArrival.VERSION,
        new ArrivalId("0123456789abcdef0123456789abcdef"),
        new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L),
        "330100",
        "fax-mail",
        "",
        ChannelKind.FAX,
        NOW,
        "message/rfc822",
        body,
        new byte[16]);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    models.close();
  }
}
