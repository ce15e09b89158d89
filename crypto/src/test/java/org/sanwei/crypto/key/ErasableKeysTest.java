package org.sanwei.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.crypto.SealContext;

class ErasableKeysTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final SealContext ONE = new SealContext("slip/1", "person-a/slip-1");
  private static final SealContext OTHER = new SealContext("slip/1", "person-a/slip-2");
  private static final byte[] WORDS = "河东县来电".getBytes(StandardCharsets.UTF_8);

  private Path directory;
  private MasterKey master;
  private ErasableKeys keys;

  @BeforeEach
  void start(@TempDir Path fresh) throws IOException {
    directory = fresh.resolve("slips");
    master = MasterKey.createFile(fresh.resolve("master"), RANDOM);
    keys = open(NOON);
  }

  @Test
  void whatIsSealedOpensAgainAlsoAfterARestart() throws IOException {
    byte[] sealed = keys.seal(ONE, WORDS);

    assertThat(keys.open(ONE, sealed)).hasValue(WORDS);
    assertThat(open(NOON).open(ONE, sealed)).hasValue(WORDS);
  }

  @Test
  void theSameWordsTwiceLookDifferentAndShowNothing() throws IOException {
    byte[] first = keys.seal(ONE, WORDS);
    byte[] second = keys.seal(ONE, WORDS);

    assertThat(second).isNotEqualTo(first);
    assertThat(new String(first, StandardCharsets.UTF_8)).doesNotContain("河东县");
    assertThat(files()).hasSize(1);
  }

  @Test
  void nothingOpensAsAnotherThing() throws IOException {
    byte[] sealed = keys.seal(ONE, WORDS);
    keys.seal(OTHER, WORDS);

    assertThat(keys.open(OTHER, sealed)).isEmpty();
    assertThat(keys.open(new SealContext("slip/2", ONE.id()), sealed)).isEmpty();
  }

  @Test
  void everyChangedByteIsRefused() throws IOException {
    byte[] sealed = keys.seal(ONE, WORDS);

    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThat(keys.open(ONE, changed)).as("byte %d", i).isEmpty();
    }
  }

  @Test
  void afterErasureNothingOpensItNowOrAfterARestartOrUnderTheNextKey() throws IOException {
    byte[] sealed = keys.seal(ONE, WORDS);

    keys.erase(ONE);
    keys.erase(ONE);

    assertThat(files()).isEmpty();
    assertThat(keys.open(ONE, sealed)).isEmpty();
    byte[] next = keys.seal(ONE, WORDS);
    assertThat(keys.open(ONE, sealed)).isEmpty();
    assertThat(open(NOON).open(ONE, next)).hasValue(WORDS);
  }

  @Test
  void anErasureThatACrashCutShortIsFinishedAtTheNextStart() throws IOException {
    byte[] sealed = keys.seal(ONE, WORDS);
    Path file = directory.resolve(files().get(0));
    Files.move(file, Path.of(file.toString().replace(".key", ".dying")));

    ErasableKeys again = open(NOON);

    assertThat(files()).isEmpty();
    assertThat(again.open(ONE, sealed)).isEmpty();
  }

  @Test
  void keysOfNothingAreErasedWhenTheyAreOldAndOthersStay() throws IOException {
    byte[] kept = keys.seal(ONE, WORDS);
    keys.seal(OTHER, WORDS);
    ErasableKeys later = open(NOON.plus(Duration.ofHours(2)));
    byte[] young = later.seal(new SealContext("slip/1", "person-b/slip-1"), WORDS);

    int erased = later.eraseAllBut(Set.of(ONE), NOON.plus(Duration.ofHours(1)));

    assertThat(erased).isEqualTo(1);
    assertThat(later.open(ONE, kept)).isPresent();
    assertThat(later.open(new SealContext("slip/1", "person-b/slip-1"), young)).isPresent();
  }

  @Test
  void underAnotherMasterItSaysSoAndDoesNotTakeTheKeyForErased(@TempDir Path elsewhere)
      throws IOException {
    byte[] sealed = keys.seal(ONE, WORDS);
    MasterKey other = MasterKey.createFile(elsewhere.resolve("master"), RANDOM);
    ErasableKeys wrong =
        ErasableKeys.open(directory, other, Clock.fixed(NOON, ZoneOffset.UTC), RANDOM);

    assertThatThrownBy(() -> wrong.open(ONE, sealed)).isInstanceOf(BadKeyFile.class);
  }

  private ErasableKeys open(Instant now) throws IOException {
    return ErasableKeys.open(directory, master, Clock.fixed(now, ZoneOffset.UTC), RANDOM);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
