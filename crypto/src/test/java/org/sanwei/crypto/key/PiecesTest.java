package org.sanwei.crypto.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.sanwei.crypto.Fixed;
import org.sanwei.crypto.RunningDigest;
import org.sanwei.crypto.Sm3;

/** A body that is sealed piece by piece comes back whole, in its order, or not at all. */
class PiecesTest {
  private static final int PIECE = PieceHead.PLAIN_BYTES;

  private final SecureRandom random = Fixed.random("pieces");

  private record Sealed(PieceKey key, List<byte[]> pieces) {
    /** As a reader must put it together: from 0 on, until the last, and nothing after it. */
    Optional<byte[]> whole() {
      PieceOpener opener = new PieceOpener(key);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int i = 0; i < pieces.size(); i++) {
        if (!(opener.open(pieces.get(i), i) instanceof PieceOpened.Piece piece)
            || piece.last() != (i == pieces.size() - 1)) {
          return Optional.empty();
        }
        out.writeBytes(piece.plain());
      }
      return pieces.isEmpty() ? Optional.empty() : Optional.of(out.toByteArray());
    }
  }

  private Sealed seal(byte[] body) {
    PieceSealer sealer = new PieceSealer(random);
    List<byte[]> pieces = new ArrayList<>();
    int at = 0;
    do {
      int end = Math.min(body.length, at + PIECE);
      pieces.add(sealer.seal(Arrays.copyOfRange(body, at, end), end == body.length));
      at = end;
    } while (at < body.length);
    return new Sealed(sealer.key(), pieces);
  }

  @Property(tries = 12)
  void aBodyOfAnySizeComesBack(
      @ForAll @IntRange(max = 3) int wholePieces,
      @ForAll @IntRange(min = -1, max = 1) int more,
      @ForAll long seed) {
    byte[] body = new byte[Math.max(0, wholePieces * PIECE + more)];
    new Random(seed).nextBytes(body);

    Sealed sealed = seal(body);

    assertThat(sealed.whole()).hasValueSatisfying(back -> assertThat(back).isEqualTo(body));
    assertThat(sealed.pieces()).hasSize(Math.max(1, (body.length + PIECE - 1) / PIECE));
  }

  @Property(tries = 200)
  void oneChangedBitAnywhereIsSeen(@ForAll long seed) {
    Random chance = new Random(seed);
    byte[] body = new byte[chance.nextInt(200)];
    Sealed sealed = seal(body);
    byte[] changed = sealed.pieces().get(0).clone();
    changed[chance.nextInt(changed.length)] ^= (byte) (1 << chance.nextInt(8));

    assertThat(new PieceOpener(sealed.key()).open(changed, 0))
        .isNotInstanceOf(PieceOpened.Piece.class);
  }

  @Property(tries = 500)
  void noBytesMakeAReaderThrow(@ForAll byte[] bytes, @ForAll @IntRange(max = 60) int genuine) {
    Sealed sealed = seal(new byte[] {1, 2, 3});
    byte[] head = Arrays.copyOf(sealed.pieces().get(0), genuine);
    byte[] hostile = Arrays.copyOf(head, head.length + bytes.length);
    System.arraycopy(bytes, 0, hostile, head.length, bytes.length);

    PieceOpened opened = new PieceOpener(sealed.key()).open(hostile, 0);

    assertThat(opened instanceof PieceOpened.Piece)
        .isEqualTo(Arrays.equals(hostile, sealed.pieces().get(0)));
  }

  @Example
  void piecesLeftOutCutOffOrInAnotherOrderAreNoBody() {
    Sealed sealed = seal(new byte[2 * PIECE + 5]);
    List<byte[]> all = sealed.pieces();

    for (List<byte[]> wrong :
        List.of(
            all.subList(0, 2),
            all.subList(1, 3),
            List.of(all.get(0), all.get(2)),
            List.of(all.get(1), all.get(0), all.get(2)),
            List.of(all.get(0), all.get(0), all.get(2)),
            List.of(all.get(0), all.get(1), all.get(2), all.get(2)))) {
      assertThat(new Sealed(sealed.key(), wrong).whole()).isEmpty();
    }
  }

  @Example
  void aPieceOfAnotherBodyIsNoneOfThisOne() {
    Sealed one = seal(new byte[10]);
    Sealed other = seal(new byte[10]);

    assertThat(new PieceOpener(one.key()).open(other.pieces().get(0), 0).verdict())
        .isEqualTo("no-match");
    // Under the other's name, as if somebody had written it there.
    byte[] renamed = other.pieces().get(0).clone();
    System.arraycopy(one.pieces().get(0), 5, renamed, 5, 16);
    assertThat(new PieceOpener(one.key()).open(renamed, 0).verdict()).isEqualTo("forged");
  }

  @Example
  void aSealerTakesOnlyWhatAReaderWouldTake() {
    PieceSealer sealer = new PieceSealer(random);

    assertThatThrownBy(() -> sealer.seal(new byte[PIECE - 1], false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sealer.seal(new byte[PIECE + 1], true))
        .isInstanceOf(IllegalArgumentException.class);
    sealer.seal(new byte[PIECE], false);
    assertThatThrownBy(() -> sealer.seal(new byte[0], true))
        .isInstanceOf(IllegalArgumentException.class);
    sealer.seal(new byte[1], true);
    assertThatThrownBy(() -> sealer.seal(new byte[1], true))
        .isInstanceOf(IllegalStateException.class);
    assertThat(sealer.count()).isEqualTo(2);
  }

  @Example
  void theBytesLieWhereTheSpecSaysTheyDo() {
    Sealed sealed = seal("值班".getBytes(UTF_8));
    byte[] piece = sealed.pieces().get(0);

    assertThat(new String(piece, 0, 4, US_ASCII)).isEqualTo("SWPC");
    assertThat(piece[4]).isEqualTo((byte) 1);
    assertThat(HexFormat.of().formatHex(piece, 5, 21)).isEqualTo(sealed.key().body());
    assertThat(piece[25]).isEqualTo((byte) 1);
    assertThat(piece).hasSize(26 + 6 + 16);
    assertThat(PieceHead.SEALED_BYTES).isEqualTo(26 + 122_880 + 16);
    assertThat(sealed.key().toString())
        .doesNotContain(HexFormat.of().formatHex(sealed.key().reveal(SecretAccess.granted())));
  }

  @Example
  void aRunningDigestIsTheDigestOfTheWhole() {
    byte[] body = new byte[1000];
    RunningDigest running = Sm3.running();
    running.update(body, 0, 400);
    running.update(body, 400, 600);

    assertThat(running.hex()).isEqualTo(Sm3.hex(body));
  }
}
