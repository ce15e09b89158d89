package org.sanwei.gateway.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A scan that finds nothing proves something only if it would have found it. */
class LeakScanTest {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final Canary CANARY = Canary.next(new Random(20261122));
  private static final String PAGE = "关于防汛值守的紧急通知，请转告" + CANARY + "于今晚八时到场。\n".repeat(3);

  @ParameterizedTest(name = "{0}")
  @MethodSource("leaks")
  void findsTheWordsHoweverTheyWereWritten(String writing, byte[] leak, @TempDir Path directory)
      throws IOException {
    Files.write(directory.resolve("journal-1.dat"), amongNoise(leak));

    List<LeakScan.Find> finds = new LeakScan(List.of(CANARY)).below(directory);

    assertThat(finds).as(writing).isNotEmpty();
    assertThat(finds).allMatch(find -> find.words().equals(CANARY.words()));
  }

  @Test
  void findsTheWordsInTheNameOfAFile(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve(CANARY + ".txt"), "");

    assertThat(new LeakScan(List.of(CANARY)).below(directory)).hasSize(1);
  }

  @Test
  void findsNothingWhereOtherWordsStand(@TempDir Path directory) throws IOException {
    Canary other = Canary.next(new Random(1));
    for (Arguments leak : leaks().toList()) {
      Path file = directory.resolve(leak.get()[0].toString().replace(' ', '-'));
      Files.write(file, amongNoise((byte[]) leak.get()[1]));
    }
    LeakScan scan = new LeakScan(List.of(other));

    assertThat(scan.below(directory)).isEmpty();
    assertThat(scan.files()).isEqualTo((int) leaks().count());
  }

  /** Made with other code than the scan's own, as the programs that could leak would write it. */
  static Stream<Arguments> leaks() {
    return Stream.of(
        leak("UTF-8", PAGE.getBytes(UTF_8)),
        leak("UTF-16LE", PAGE.getBytes(UTF_16LE)),
        leak("UTF-16BE", PAGE.getBytes(UTF_16BE)),
        leak("GB18030", PAGE.getBytes(GB18030)),
        leak("base64 one", Base64.getEncoder().encode(("x" + PAGE).getBytes(UTF_8))),
        leak("base64 two", Base64.getEncoder().encode(("xx" + PAGE).getBytes(UTF_8))),
        leak("base64 three", Base64.getEncoder().encode(("xxx" + PAGE).getBytes(UTF_8))),
        leak("base64 of GB18030", Base64.getEncoder().encode(PAGE.getBytes(GB18030))),
        leak("base64 of UTF-16", Base64.getEncoder().encode(PAGE.getBytes(UTF_16LE))),
        leak("base64 in lines", mail("base64", PAGE.getBytes(UTF_8))),
        leak("quoted-printable in lines", mail("quoted-printable", PAGE.getBytes(UTF_8))),
        leak("quoted-printable of GB18030", mail("quoted-printable", PAGE.getBytes(GB18030))),
        leak("hex", hex(PAGE.getBytes(UTF_8)).getBytes(US_ASCII)),
        leak("HEX", hex(PAGE.getBytes(GB18030)).toUpperCase(Locale.ROOT).getBytes(US_ASCII)),
        leak("URL", java.net.URLEncoder.encode(PAGE, UTF_8).getBytes(US_ASCII)),
        leak("JSON", json().getBytes(US_ASCII)),
        leak("gzip", gzip(PAGE.getBytes(UTF_8))),
        leak("gzip of GB18030", gzip(PAGE.getBytes(GB18030))),
        leak("gzip that breaks off", Arrays.copyOf(gzip(noisy()), 3_000)),
        leak("gzip in gzip", gzip(gzip(PAGE.getBytes(UTF_16LE)))),
        leak("zlib", zlib(PAGE.getBytes(UTF_8), Deflater.DEFAULT_COMPRESSION)),
        leak("zlib in a hurry", zlib(PAGE.getBytes(UTF_8), Deflater.BEST_SPEED)),
        leak("deflate in a zip", zip(PAGE.getBytes(UTF_8))),
        leak("base64 in zlib", zlib(mail("base64", PAGE.getBytes(UTF_8)), 9)));
  }

  /** The words, and then so much that a packed form is longer than what is kept of it. */
  private static byte[] noisy() {
    byte[] page = PAGE.getBytes(UTF_8);
    byte[] noisy = new byte[page.length + 8_000];
    new Random(8).nextBytes(noisy);
    System.arraycopy(page, 0, noisy, 0, page.length);
    return noisy;
  }

  private static byte[] gzip(byte[] bytes) {
    return packed(bytes, GZIPOutputStream::new);
  }

  private static byte[] zlib(byte[] bytes, int level) {
    return packed(bytes, out -> new DeflaterOutputStream(out, new Deflater(level)));
  }

  private static byte[] zip(byte[] bytes) {
    return packed(
        bytes,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          zip.putNextEntry(new ZipEntry("report.txt"));
          return zip;
        });
  }

  private interface Packing {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static byte[] packed(byte[] bytes, Packing packing) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packing.around(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static Arguments leak(String writing, byte[] bytes) {
    return Arguments.of(writing, bytes);
  }

  private static byte[] amongNoise(byte[] leak) {
    byte[] noise = new byte[40_000];
    new Random(7).nextBytes(noise);
    System.arraycopy(leak, 0, noise, 31_337, leak.length);
    return noise;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String json() {
    StringBuilder text = new StringBuilder();
    PAGE.chars()
        .forEach(c -> text.append(c < 128 ? Character.toString(c) : "\\u%04x".formatted(c)));
    return text.toString();
  }

  private static byte[] mail(String transferEncoding, byte[] bytes) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    try (OutputStream out = MimeUtility.encode(encoded, transferEncoding)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MessagingException e) {
      throw new IllegalStateException("mail knows " + transferEncoding, e);
    }
    return encoded.toByteArray();
  }
}
