package org.sanwei.gateway.cipherdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.key.PieceHead;
import org.sanwei.crypto.key.PieceSealer;
import org.sanwei.crypto.key.SecretAccess;
import org.sanwei.routes.message.LargeBody;

/** An officer gets a large body whole and as it came, or an error and no file. */
class LargeItemTest {
  private final byte[] body = new byte[2 * PieceHead.PLAIN_BYTES + 100];
  private final List<byte[]> pieces = new ArrayList<>();
  private final LargeBody manifest;
  private final Path directory;
  private final ReceivedPieces received;

  LargeItemTest(@TempDir Path directory) {
    new Random(3).nextBytes(body);
    this.directory = directory;
    this.received = new ReceivedPieces(directory.resolve("received"));
    PieceSealer sealer = new PieceSealer(new SecureRandom());
    for (int at = 0; at < body.length; at += PieceHead.PLAIN_BYTES) {
      int end = Math.min(body.length, at + PieceHead.PLAIN_BYTES);
      pieces.add(sealer.seal(Arrays.copyOfRange(body, at, end), end == body.length));
    }
    manifest =
        new LargeBody(
            LargeBody.VERSION,
            "message/rfc822",
            body.length,
            Sm3.hex(body),
            sealer.key().body(),
            sealer.count(),
            sealer.key().reveal(SecretAccess.granted()),
            new byte[0]);
  }

  enum Defect {
    NONE_AT_ALL(all -> List.of()),
    CUT_OFF(all -> all.subList(0, 2)),
    ONE_MISSING(all -> List.of(all.get(0), all.get(2))),
    ANOTHER_ORDER(all -> List.of(all.get(1), all.get(0), all.get(2))),
    TWICE(all -> List.of(all.get(0), all.get(0), all.get(1), all.get(2))),
    TOO_MUCH(all -> List.of(all.get(0), all.get(1), all.get(2), all.get(2))),
    CHANGED(all -> List.of(all.get(0), changed(all.get(1)), all.get(2))),
    SHORTENED(all -> List.of(all.get(0), Arrays.copyOf(all.get(1), 500), all.get(2))),
    NO_PIECE(all -> List.of(all.get(0), new byte[0], all.get(2)));

    private final UnaryOperator<List<byte[]>> makes;

    Defect(UnaryOperator<List<byte[]>> makes) {
      this.makes = makes;
    }

    private static byte[] changed(byte[] piece) {
      byte[] changed = piece.clone();
      changed[1000] ^= 1;
      return changed;
    }
  }

  @Test
  void isKeptSealedAndOpenedFromThere() throws Exception {
    received.keep(manifest, from(pieces));

    assertThat(received.have(manifest)).isTrue();
    Path file = directory.resolve("out");
    OwnerOnlyFile.write(file, out -> received.open(manifest, out));
    assertThat(file).hasBinaryContent(body);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @EnumSource(Defect.class)
  void whatDoesNotFitLeavesNoFile(Defect defect) throws Exception {
    LargeItem.Pieces wrong = from(defect.makes.apply(pieces));

    assertThatThrownBy(() -> received.keep(manifest, wrong)).isInstanceOf(CipherDeskTrouble.class);
    assertThatThrownBy(
            () ->
                OwnerOnlyFile.write(
                    directory.resolve("out"),
                    out ->
                        new LargeItem(manifest).check(wrong, (piece, plain) -> out.write(plain))))
        .isInstanceOf(CipherDeskTrouble.class);

    assertThat(received.have(manifest)).isFalse();
    assertThat(files()).isEmpty();
  }

  @Test
  void anEnvelopeWithoutItsPiecesDoesNotKeepItsSiblingFromBeingSignedFor() {
    byte[] broken = {1};
    byte[] whole = {2};
    TakenOver.Keeping keeping =
        envelope ->
            received.keep(
                manifest,
                from(envelope == whole ? pieces : Defect.ONE_MISSING.makes.apply(pieces)));

    TakenOver over = TakenOver.of(List.of(broken, whole), keeping);

    assertThat(over.whole()).containsExactly(whole);
    assertThat(over.broken()).isEqualTo(1);
    assertThatThrownBy(() -> TakenOver.of(List.of(broken), keeping))
        .isInstanceOf(LargeItem.NotWhole.class);
  }

  @Test
  void nothingIsSignedForWhenAnythingElseIsWrong() {
    assertThatThrownBy(
            () ->
                TakenOver.of(
                    List.of(new byte[] {1}, new byte[] {2}),
                    envelope -> {
                      throw new CipherDeskTrouble("the line is down", "look at it");
                    }))
        .hasMessage("the line is down");
  }

  @Test
  void aBodyOfAnotherDigestOrSizeIsNotTheOneThatCame() {
    for (LargeBody other :
        List.of(told(body.length, Sm3.hex(new byte[] {1})), told(body.length - 1, Sm3.hex(body)))) {
      assertThatThrownBy(() -> received.keep(other, from(pieces)))
          .isInstanceOf(CipherDeskTrouble.class)
          .hasMessageContaining("SM3");
    }
  }

  @Test
  void whatWasKeptAndThenChangedIsNotOpened() throws Exception {
    received.keep(manifest, from(pieces));
    Path kept = directory.resolve("received").resolve(manifest.body() + ".pieces");
    byte[] bytes = Files.readAllBytes(kept);
    bytes[bytes.length / 2] ^= 1;
    Files.write(kept, bytes);

    assertThatThrownBy(
            () ->
                OwnerOnlyFile.write(directory.resolve("out"), out -> received.open(manifest, out)))
        .isInstanceOf(CipherDeskTrouble.class);
    assertThat(directory.resolve("out")).doesNotExist();
  }

  private LargeBody told(long sizeBytes, String sm3) {
    return new LargeBody(
        LargeBody.VERSION,
        manifest.mediaType(),
        sizeBytes,
        sm3,
        manifest.body(),
        manifest.pieces(),
        manifest.key(),
        manifest.head());
  }

  private static LargeItem.Pieces from(List<byte[]> some) {
    return index -> index < some.size() ? some.get(index) : null;
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
