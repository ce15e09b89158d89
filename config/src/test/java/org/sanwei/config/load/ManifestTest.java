package org.sanwei.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.crypto.Sm3;

class ManifestTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private static final Manifest SECOND =
      new Manifest(
          2,
          DIGEST,
          "baomi",
          "shenji",
          Instant.parse("2026-11-23T02:30:00.987Z"),
          "增加汛限水位的规则",
          List.of(
              Manifest.Entry.of("20-其他.yaml", new byte[] {1}),
              Manifest.Entry.of("10-a.yaml", new byte[0])));

  private static String text() {
    return new String(SECOND.encode(), StandardCharsets.UTF_8);
  }

  private static Loading<Manifest> parsed(String text) {
    return Manifest.parse(text.getBytes(StandardCharsets.UTF_8), "policy/MANIFEST");
  }

  @Test
  void isAPlainTextThatPeopleCanRead() {
    assertThat(text())
        .isEqualTo(
            """
            sanwei-policy/1
            sequence: 2
            predecessor: %s
            author: baomi
            approver: shenji
            made: 2026-11-23T02:30:00Z
            why: 增加汛限水位的规则
            file: %s 0 10-a.yaml
            file: %s 1 20-其他.yaml
            """
                .formatted(DIGEST, Sm3.hex(new byte[0]), Sm3.hex(new byte[] {1})));
  }

  @Test
  void isReadAsItWasWritten() {
    assertThat(parsed(text())).isEqualTo(new Loading.Loaded<>(SECOND));
    assertThat(SECOND.digest()).isEqualTo(Sm3.hex(SECOND.encode()));
  }

  static Stream<Arguments> defects() {
    String file = "file: " + Sm3.hex(new byte[0]) + " 0 10-a.yaml\n";
    return Stream.of(
        Arguments.of("nothing at all", ""),
        Arguments.of("another form", text().replace("sanwei-policy/1", "sanwei-policy/2")),
        Arguments.of("trailing garbage", text() + "x"),
        Arguments.of("a blank line after it", text() + "\n"),
        Arguments.of("no line feed at the end", text().stripTrailing()),
        Arguments.of("carriage returns", text().replace("\n", "\r\n")),
        Arguments.of("a byte order mark", "\uFEFF" + text()),
        Arguments.of("sequence 0", text().replace("sequence: 2", "sequence: 0")),
        Arguments.of("a sequence with a zero before it", text().replace(": 2\n", ": 02\n")),
        Arguments.of("a sequence without end", text().replace(": 2\n", ": 2222222222\n")),
        Arguments.of("a first one that follows another", text().replace(": 2\n", ": 1\n")),
        Arguments.of("a second one that follows none", text().replace(DIGEST + "\n", "none\n")),
        Arguments.of("a digest in capitals", text().replace(DIGEST, DIGEST.toUpperCase())),
        Arguments.of("a line missing", text().replace("approver: shenji\n", "")),
        Arguments.of(
            "a line twice", text().replace("author: baomi\n", "author: baomi\n".repeat(2))),
        Arguments.of("a name that is no name", text().replace("baomi", "Bao Mi")),
        Arguments.of("a time with a fraction", text().replace("00Z", "00.5Z")),
        Arguments.of("a time that is none", text().replace("11-23T", "13-33T")),
        Arguments.of("no reason", text().replace("增加汛限水位的规则", "")),
        Arguments.of("a reason that hides something", text().replace("汛限", "汛\u202E限")),
        Arguments.of("a reason with a space at its end", text().replace("的规则", "的规则 ")),
        Arguments.of("a reason without end", text().replace("增加", "增".repeat(300))),
        Arguments.of("no files", text().replaceAll("file: .*\n", "")),
        Arguments.of("a file twice", text().replace(file, file + file)),
        Arguments.of("files in another order", text().replace(file, "") + file),
        Arguments.of("a file in another directory", text().replace("10-a", "../10-a")),
        Arguments.of("a file that is no policy file", text().replace("10-a.yaml", "10-a.txt")),
        Arguments.of("a hidden file", text().replace("10-a", ".10-a")),
        Arguments.of("a size with a sign", text().replace(" 0 10-a", " -1 10-a")),
        Arguments.of("a short digest", text().replace(Sm3.hex(new byte[0]), "00")),
        Arguments.of("more than a manifest may weigh", text() + file.repeat(4000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void hasOneReadingAndNoOther(String defect, String text) {
    assertThat(parsed(text)).as(defect).isInstanceOf(Loading.Refused.class);
    assertThat(parsed(text).problems()).hasSize(1);
    assertThat(parsed(text).problems().get(0).at().file()).isEqualTo("policy/MANIFEST");
  }

  @Test
  void bytesThatAreNoTextAreNoManifest() {
    byte[] bytes = SECOND.encode();
    bytes[bytes.length - 5] = (byte) 0xFF;

    assertThat(Manifest.parse(bytes, "policy/MANIFEST")).isInstanceOf(Loading.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b.yaml", "a/b.yaml", "-a.yaml", ".yaml", "a.yml", "a\n.yaml", ""})
  void refusesNamesThatCouldBeTakenForOthers(String name) {
    assertThat(Manifest.nameable(name)).isFalse();
  }
}
