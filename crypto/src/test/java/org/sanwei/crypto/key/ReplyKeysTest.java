package org.sanwei.crypto.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.crypto.Fixed;

class ReplyKeysTest {
  private static final String ID = "00112233445566778899aabbccddeeff";
  private static final String OTHER = "ffeeddccbbaa99887766554433221100";
  private static final byte[] ADDRESS = "wang@county.example".getBytes(UTF_8);

  private final SecureRandom random = new SecureRandom();
  private final Path home;
  private final Path file;
  private final MasterKey master;

  ReplyKeysTest(@TempDir Path home) throws IOException {
    this.home = home;
    file = home.resolve("replies/reply.keys");
    master = MasterKey.createFile(home.resolve("master.key"), random);
  }

  @Test
  void whatIsKeptOpensAlsoAfterARestart() throws IOException {
    try (ReplyKeys keys = open(10)) {
      assertThat(keys.keep(ID, Fixed.NOW, ADDRESS)).isTrue();
    }

    try (ReplyKeys keys = open(10)) {
      assertThat(keys.open(ID)).contains(ADDRESS);
      assertThat(keys.kept()).containsEntry(ID, Fixed.NOW);
      assertThat(keys.open(OTHER)).isEmpty();
    }
  }

  @Test
  void noByteOfItLiesInTheClearAndEverySlotIsOfOneSize() throws IOException {
    try (ReplyKeys keys = open(10)) {
      keys.keep(ID, Fixed.NOW, ADDRESS);
      keys.keep(OTHER, Fixed.NOW, new byte[ReplyKeys.MOST_BYTES]);
    }

    byte[] all = Files.readAllBytes(file);
    assertThat(all).hasSize(2 * 512);
    assertThat(new String(all, ISO_8859_1)).doesNotContain("county");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void anErasedSlotIsOverwrittenInItsPlaceAndUsedAgain() throws IOException {
    try (ReplyKeys keys = open(10)) {
      keys.keep(ID, Fixed.NOW, ADDRESS);
      byte[] before = Files.readAllBytes(file);

      keys.erase(List.of(ID, OTHER));

      byte[] after = Files.readAllBytes(file);
      assertThat(keys.open(ID)).isEmpty();
      assertThat(after).hasSize(before.length);
      assertThat(sameRun(before, after))
          .as("bytes of the key or the seal that stayed")
          .isLessThan(8);
      keys.keep(OTHER, Fixed.NOW, ADDRESS);
      assertThat(Files.size(file)).isEqualTo(512);
    }
    try (ReplyKeys keys = open(10)) {
      assertThat(keys.kept()).containsOnlyKeys(OTHER);
    }
  }

  @Test
  void theSameArrivalAgainChangesNothing() throws IOException {
    try (ReplyKeys keys = open(10)) {
      keys.keep(ID, Fixed.NOW, ADDRESS);

      assertThat(keys.keep(ID, Fixed.NOW.plusSeconds(9), "eve@evil.example".getBytes(UTF_8)))
          .isTrue();

      assertThat(keys.open(ID)).contains(ADDRESS);
    }
  }

  @Test
  void whatWasNotWrittenIsNotSaidToBeKeptTheSecondTimeEither() throws IOException {
    ReplyKeys keys = open(1);
    keys.close();

    for (int tried = 0; tried < 2; tried++) {
      assertThatThrownBy(() -> keys.keep(ID, Fixed.NOW, ADDRESS))
          .isInstanceOf(java.io.UncheckedIOException.class);
    }
  }

  @Test
  void aFullFileRefusesAndTakesAgainOnceASlotIsErased() throws IOException {
    try (ReplyKeys keys = open(1)) {
      keys.keep(ID, Fixed.NOW, ADDRESS);

      assertThat(keys.keep(OTHER, Fixed.NOW, ADDRESS)).isFalse();

      keys.erase(List.of(ID));
      assertThat(keys.keep(OTHER, Fixed.NOW, ADDRESS)).isTrue();
    }
  }

  @Test
  void aSlotThatACrashCutOffOpensNothingAndCanBeErased() throws IOException {
    try (ReplyKeys keys = open(10)) {
      keys.keep(ID, Fixed.NOW, ADDRESS);
    }
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(200);
      cut.setLength(512);
    }

    try (ReplyKeys keys = open(10)) {
      assertThat(keys.open(ID)).isEmpty();
      keys.erase(keys.kept().keySet());
      assertThat(keys.kept()).isEmpty();
    }
  }

  @Test
  void aSlotPutInAnothersPlaceOrUnderAnothersNameOpensNothing() throws IOException {
    try (ReplyKeys keys = open(10)) {
      keys.keep(ID, Fixed.NOW, ADDRESS);
    }
    try (RandomAccessFile changed = new RandomAccessFile(file.toFile(), "rw")) {
      changed.seek(13);
      changed.write(0x55);
    }

    try (ReplyKeys keys = open(10)) {
      String renamed = keys.kept().keySet().iterator().next();
      assertThat(keys.open(renamed)).isEmpty();
    }
  }

  @Test
  void anotherMasterIsToldApart() throws IOException {
    try (ReplyKeys keys = open(10)) {
      keys.keep(ID, Fixed.NOW, ADDRESS);
    }
    MasterKey wrong = MasterKey.createFile(home.resolve("other.key"), random);

    assertThatThrownBy(() -> ReplyKeys.open(file, wrong, random, 10))
        .isInstanceOf(BadKeyFile.class)
        .hasMessageContaining(master.name());
  }

  private ReplyKeys open(int most) throws IOException {
    return ReplyKeys.open(file, master, random, most);
  }

  private static int sameRun(byte[] a, byte[] b) {
    int longest = 0;
    for (int i = 0, run = 0; i < a.length; i++) {
      run = a[i] == b[i] ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return Arrays.equals(a, b) ? a.length : longest;
  }
}
