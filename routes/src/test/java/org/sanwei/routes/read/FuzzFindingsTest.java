package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parser of our own takes what fuzzing ever found, and what a short look finds again. */
class FuzzFindingsTest {
  private static final String FINDINGS = "ReaderFuzzInputs";
  private static final int TRIES = 300;
  private static final long SEED = 20261123;

  private static final List<byte[]> SEEDS =
      List.of(
          Papers.w("document", Papers.p(Papers.r("机密★10年"))).getBytes(UTF_8),
          Papers.s("sst", "<si><t>x</t></si>").getBytes(UTF_8),
          Ofds.page("<ofd:Template TemplateID=\"1\"/>", Ofds.text(1, 1, "机密")).getBytes(UTF_8),
          Ofds.element("Document", "<ofd:Page ID=\"1\" BaseLoc=\"a\"/>").getBytes(UTF_8),
          Zips.zip().with("a", "b").bytes(),
          Mails.carrying("a.txt", new byte[] {1, 2, 3}),
          new byte[] {8, 0, 0, 0, 1, 0, 0, 1, 4, 0, 1, 0, 0, 0, 9, 0, 0, 0, 8, 0, 0, 0});

  static Stream<String> targets() {
    return FuzzTargets.all().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("targets")
  void noBytesBreakAParserOfOurOwn(String target) throws Exception {
    Consumer<byte[]> parser = Objects.requireNonNull(FuzzTargets.all().get(target), target);
    for (byte[] found : findings(target)) {
      assertThatCode(() -> parser.accept(found)).as(target).doesNotThrowAnyException();
    }
    Random random = new Random(SEED);
    for (int n = 0; n < TRIES; n++) {
      byte[] bytes = damaged(SEEDS.get(n % SEEDS.size()), random);
      assertThatCode(() -> parser.accept(bytes))
          .as("%s, try %s of seed %s", target, n, SEED)
          .doesNotThrowAnyException();
    }
  }

  private static List<byte[]> findings(String target) throws IOException, URISyntaxException {
    List<byte[]> found = new ArrayList<>();
    URL folder = FuzzFindingsTest.class.getResource(FINDINGS + "/" + target);
    if (folder != null) {
      try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
        for (Path file : files.sorted().toList()) {
          found.add(Files.readAllBytes(file));
        }
      }
    }
    return found;
  }

  private static byte[] damaged(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    for (int n = random.nextInt(8); n > 0; n--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
