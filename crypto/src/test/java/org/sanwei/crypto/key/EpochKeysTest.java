package org.sanwei.crypto.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.crypto.Fixed;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.SealContext;

class EpochKeysTest {
  private static final Duration EPOCH = Duration.ofMinutes(5);
  private static final SealContext CONTEXT = new SealContext("intake/1", "a1b2");
  private static final byte[] PLAIN = "值班室收到传真一份".getBytes(UTF_8);

  private final Path home;
  private final Fixed.MovableClock clock = Fixed.clock();
  private final SecureRandom random = new SecureRandom();
  private final Path ring;
  private final Path masterFile;

  EpochKeysTest(@TempDir Path home) throws IOException {
    this.home = home;
    ring = home.resolve("data/epochs");
    masterFile = home.resolve("master.key");
    MasterKey.createFile(masterFile, random);
  }

  @Test
  void whatIsSealedOpensAgainAlsoAfterARestart() throws IOException {
    byte[] sealed = open().seal(CONTEXT, PLAIN);

    Opened opened = open().open(sealed);

    assertThat(opened).isInstanceOf(Opened.Message.class);
    assertThat(((Opened.Message) opened).body()).isEqualTo(PLAIN);
    assertThat(((Opened.Message) opened).context()).isEqualTo(CONTEXT);
  }

  @Test
  void theBytesLieWhereTheSpecSaysTheyDo() throws IOException {
    byte[] sealed = open().seal(CONTEXT, PLAIN);

    assertThat(new String(sealed, 0, 4, UTF_8)).isEqualTo("SWEP");
    assertThat(sealed[4]).isEqualTo((byte) 1);
    assertThat(files()).containsExactly(EpochId.of(sealed, 5).hex() + ".key");
    assertThat(sealed[33]).isEqualTo((byte) 8);
    assertThat(new String(sealed, 34, 8, UTF_8)).isEqualTo("intake/1");
    assertThat(sealed[42]).isEqualTo((byte) 4);
    assertThat(new String(sealed, 43, 4, UTF_8)).isEqualTo("a1b2");
    assertThat(sealed).hasSize(51 + 8 + 4 + PLAIN.length);
    assertThat(EpochKeyFile.SIZE_BYTES).isEqualTo(89);
  }

  @Test
  void anEmptyBodyIsABody() throws IOException {
    EpochKeys keys = open();

    Opened opened = keys.open(keys.seal(CONTEXT, new byte[0]));

    assertThat(((Opened.Message) opened).body()).isEmpty();
  }

  @Test
  void theSameBodySealedTwiceLooksDifferentAndShowsNothing() throws IOException {
    EpochKeys keys = open();

    byte[] first = keys.seal(CONTEXT, PLAIN);
    byte[] second = keys.seal(CONTEXT, PLAIN);

    assertThat(first).isNotEqualTo(second);
    assertThat(new String(first, UTF_8)).doesNotContain("传真");
  }

  @Test
  void everyChangedByteIsNoticed() throws IOException {
    EpochKeys keys = open();
    byte[] sealed = keys.seal(CONTEXT, PLAIN);

    for (int i = 0; i < sealed.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] altered = sealed.clone();
        altered[i] ^= (byte) (1 << bit);
        assertThat(keys.open(altered)).as("byte %d", i).isNotInstanceOf(Opened.Message.class);
      }
    }
  }

  @Test
  void everyShortenedBodyIsNoticed() throws IOException {
    EpochKeys keys = open();
    byte[] sealed = keys.seal(CONTEXT, PLAIN);

    for (int size = 0; size < sealed.length; size++) {
      byte[] cut = Arrays.copyOf(sealed, size);
      assertThat(keys.open(cut)).as("%d bytes", size).isNotInstanceOf(Opened.Message.class);
    }
  }

  @Test
  void theEpochRollsByTheClockAndItsKeyIsOnDiskBeforeUse() throws IOException {
    EpochKeys keys = open();
    EpochId first = EpochKeys.epochOf(keys.seal(CONTEXT, PLAIN)).orElseThrow();
    clock.advance(EPOCH);

    EpochId second = EpochKeys.epochOf(keys.seal(CONTEXT, PLAIN)).orElseThrow();

    assertThat(second).isNotEqualTo(first);
    assertThat(files()).containsExactlyInAnyOrder(first.hex() + ".key", second.hex() + ".key");
  }

  @Test
  void aKeyFileIsForItsOwnerOnlyAndDoesNotHoldTheKeyInTheClear() throws IOException {
    EpochKeys keys = open();
    EpochId epoch = EpochKeys.epochOf(keys.seal(CONTEXT, PLAIN)).orElseThrow();
    Path file = ring.resolve(epoch.hex() + ".key");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.size(file)).isEqualTo(EpochKeyFile.SIZE_BYTES);
  }

  @Test
  void anEpochIsClosedAFullLengthAfterItsEndUnlessALeasePinsIt() throws IOException {
    EpochKeys keys = open();
    EpochKeys.Lease lease = keys.lease();
    clock.advance(EPOCH.multipliedBy(2).minusSeconds(1));
    keys.seal(CONTEXT, PLAIN);
    assertThat(keys.closed()).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    assertThat(keys.closed()).as("pinned").isEmpty();
    lease.close();

    assertThat(keys.closed()).containsExactly(lease.epoch());
  }

  @Test
  void aLeaseSealsUnderItsOwnEpochEvenWhenTheNextHasBegun() throws IOException {
    EpochKeys keys = open();
    try (EpochKeys.Lease lease = keys.lease()) {
      clock.advance(EPOCH);
      keys.seal(CONTEXT, PLAIN);

      byte[] sealed = lease.seal(CONTEXT, PLAIN);

      assertThat(EpochKeys.epochOf(sealed)).contains(lease.epoch());
      assertThat(keys.open(sealed).verdict()).isEqualTo("success");
    }
  }

  @Test
  void aClosedLeaseSealsNothing() throws IOException {
    EpochKeys.Lease lease = open().lease();
    lease.close();

    assertThatThrownBy(() -> lease.seal(CONTEXT, PLAIN)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void afterErasureNothingOpensItNowOrAfterARestart() throws IOException {
    EpochKeys keys = open();
    byte[] sealed = keys.seal(CONTEXT, PLAIN);
    EpochId epoch = EpochKeys.epochOf(sealed).orElseThrow();
    clock.advance(EPOCH);
    keys.seal(CONTEXT, PLAIN);

    keys.erase(epoch);

    assertThat(keys.open(sealed)).isEqualTo(new Opened.NotForUs(epoch.hex()));
    assertThat(open().open(sealed)).isEqualTo(new Opened.NotForUs(epoch.hex()));
    assertThat(files()).noneMatch(name -> name.contains(epoch.hex()));
    keys.erase(epoch);
  }

  @Test
  void theCurrentAndALeasedEpochAreNotErased() throws IOException {
    EpochKeys keys = open();
    try (EpochKeys.Lease lease = keys.lease()) {
      assertThatThrownBy(() -> keys.erase(lease.epoch())).hasMessageContaining("current");
      clock.advance(EPOCH);
      keys.seal(CONTEXT, PLAIN);

      assertThatThrownBy(() -> keys.erase(lease.epoch())).hasMessageContaining("leased");

      assertThat(keys.open(lease.seal(CONTEXT, PLAIN)).verdict()).isEqualTo("success");
    }
  }

  @Test
  void anEpochWhoseNoncesAreHalfUsedGivesWayToANewOne() throws IOException {
    EpochKeys keys = new EpochKeys(ring, open(masterFile), EPOCH, clock, random, 8);
    keys.load();
    for (int i = 0; i < 4; i++) {
      keys.seal(CONTEXT, PLAIN);
    }
    assertThat(keys.epochs()).hasSize(1);

    keys.seal(CONTEXT, PLAIN);

    assertThat(keys.epochs()).hasSize(2);
  }

  @Test
  void aLeaseStopsWhenAllNoncesOfItsEpochAreUsed() throws IOException {
    EpochKeys keys = new EpochKeys(ring, open(masterFile), EPOCH, clock, random, 2);
    keys.load();
    try (EpochKeys.Lease lease = keys.lease()) {
      lease.seal(CONTEXT, PLAIN);
      lease.seal(CONTEXT, PLAIN);

      assertThatThrownBy(() -> lease.seal(CONTEXT, PLAIN)).hasMessageContaining("nonces");
    }
  }

  @Test
  void aWrongMasterKeyIsNamedAsSuch() throws IOException {
    open().seal(CONTEXT, PLAIN);
    MasterKey other = MasterKey.createFile(home.resolve("other.key"), random);

    assertThatThrownBy(() -> EpochKeys.open(ring, other, EPOCH, clock, random))
        .isInstanceOf(BadKeyFile.class)
        .hasMessageContaining(open(masterFile).name())
        .hasMessageContaining("master key given is " + other.name())
        .hasMessageContaining("fix: ");
  }

  @Test
  void aDamagedKeyFileIsNamed() throws IOException {
    open().seal(CONTEXT, PLAIN);
    Path file = ring.resolve(files().get(0));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(this::open)
        .isInstanceOf(BadKeyFile.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("damaged");
  }

  @Test
  void aKeyFileThatOthersMayReadIsRefused() throws IOException {
    open().seal(CONTEXT, PLAIN);
    Path file = ring.resolve(files().get(0));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(this::open)
        .isInstanceOf(BadKeyFile.class)
        .hasMessageContaining("others may read")
        .hasMessageContaining("chmod 600");
  }

  @Test
  void whatACrashLeftIsCleanedAtTheNextStart() throws IOException {
    byte[] sealed = open().seal(CONTEXT, PLAIN);
    String half = "0123456789abcdef0123456789abcdef";
    Files.write(ring.resolve(half + ".key.part"), new byte[] {1, 2, 3});
    Files.write(ring.resolve(half + ".dying"), new byte[] {4, 5, 6});

    EpochKeys keys = open();

    assertThat(files()).hasSize(1);
    assertThat(keys.open(sealed).verdict()).isEqualTo("success");
  }

  @Test
  void nothingIsSealedWhenTheNewKeyCannotBeWritten() throws IOException {
    EpochKeys keys = open();
    Files.delete(ring);

    assertThatThrownBy(() -> keys.seal(CONTEXT, PLAIN)).hasMessageContaining("fix: ");

    assertThat(keys.epochs()).isEmpty();
  }

  @Test
  void manyThreadsSealAndEraseTogetherWithoutALostBody() throws IOException {
    EpochKeys keys = open();
    List<Integer> rounds = Stream.iterate(0, i -> i + 1).limit(400).toList();

    List<String> verdicts =
        rounds.parallelStream()
            .map(
                round -> {
                  try (EpochKeys.Lease lease = keys.lease()) {
                    byte[] sealed = lease.seal(CONTEXT, PLAIN);
                    clock.advance(Duration.ofSeconds(20));
                    keys.closed().forEach(id -> eraseIfFree(keys, id));
                    return keys.open(sealed).verdict();
                  }
                })
            .toList();

    assertThat(verdicts).hasSize(400).containsOnly("success");
  }

  /** Two threads may have seen the same closed epoch; a lease may have come in between. */
  private static void eraseIfFree(EpochKeys keys, EpochId id) {
    try {
      keys.erase(id);
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("leased");
    }
  }

  private EpochKeys open() throws IOException {
    return EpochKeys.open(ring, open(masterFile), EPOCH, clock, random);
  }

  private static MasterKey open(Path file) throws IOException {
    return MasterKey.openFile(file);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> listing = Files.list(ring)) {
      return listing.map(file -> file.getFileName().toString()).toList();
    }
  }
}
