package org.sanwei.routes.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.crypto.SealContext;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.crypto.key.PieceSealer;
import org.sanwei.routes.flow.Given;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.BrokerUnavailable;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.SealedBody;
import org.sanwei.routes.queue.TestBroker;

/** The broker refuses, on its own and whoever sends, what does not belong on an address of ours. */
class CipherAddressGuardTest {
  private static final String LINE = "sanwei.cipher.default";
  private static final byte[] PLAIN = new byte[10];

  private Given given;
  private TestBroker broker;
  private DurableQueue queue;
  private final List<Map<String, String>> refusals = new ArrayList<>();

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    given = new Given(directory.resolve("given"));
    CipherAddressGuard guard =
        new CipherAddressGuard(
            new CipherEnvelopeVerifier(Set.of(given.gateway.certificate())),
            new CipherEnvelopeVerifier(Set.of(given.officer.certificate())),
            rules(),
            refusals::add);
    broker =
        TestBroker.start(
            directory.resolve("broker"),
            List.of(
                LINE,
                Addresses.INTAKE,
                Addresses.SEGMENT,
                Addresses.RECEIPT,
                Addresses.PIECE,
                Addresses.DEAD),
            guard);
    queue = new DurableQueue(broker.connections(), broker.server());
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
    given.close();
  }

  @Test
  void theGatewaysEnvelopeToExactlyTheLinesOfficersIsTaken() {
    put(LINE, envelope(given.gateway, "default", given.officer.certificate()));
    await().atMost(Duration.ofSeconds(20)).until(() -> broker.depth(LINE) == 1);
  }

  @Test
  void aLargeEnvelopeIsTakenToo() {
    byte[] large =
        new CipherEnvelopeSealer(given.gateway, new SecureRandom())
            .seal(header("default"), new byte[400_000], List.of(given.officer.certificate()));
    put(LINE, large);
    await().atMost(Duration.ofSeconds(20)).until(() -> broker.depth(LINE) == 1);
  }

  @Test
  void aPieceIsTakenUnderItsOwnNames() {
    queue.put(List.of(piece(Map.of())));
    await().atMost(Duration.ofSeconds(20)).until(() -> broker.depth(Addresses.PIECE) == 1);
  }

  @Test
  void whatIsSealedOtherwiseIsRefusedAmongPieces() {
    refused(
        "no-piece", Addresses.PIECE, given.epochs.seal(new SealContext("intake/1", "x"), PLAIN));
  }

  @Test
  void aPieceWithoutItsNamesIsRefused() {
    refused("unexpected-property", Addresses.PIECE, piece(Map.of()).bytes());
  }

  @Test
  void aPieceUnderOtherNamesIsRefused() {
    for (Map<String, String> wrong :
        List.of(
            Map.of(Addresses.BODY, "0".repeat(32)),
            Map.of(Addresses.PLACE, "1"),
            Map.of(Addresses.ITEM, "0".repeat(32)),
            Map.of(Addresses.EPOCH, "0".repeat(32)),
            Map.of("note", "x"))) {
      assertThatThrownBy(() -> queue.put(List.of(piece(wrong))))
          .isInstanceOf(BrokerUnavailable.class);
    }
    assertThat(broker.depth(Addresses.PIECE)).isZero();
  }

  private static SealedBody piece(Map<String, String> otherwise) {
    PieceSealer sealer = new PieceSealer(new SecureRandom());
    Map<String, String> beside = new HashMap<>();
    beside.put(Addresses.BODY, sealer.key().body());
    beside.put(Addresses.PLACE, "0");
    beside.putAll(otherwise);
    return new SealedBody(Addresses.PIECE, sealer.seal(PLAIN, true), beside);
  }

  @Test
  void anEnvelopeMayNameALargeBodyAndNothingElseInItsPlace() {
    byte[] envelope = envelope(given.gateway, "default", given.officer.certificate());

    queue.put(List.of(new SealedBody(LINE, envelope, Map.of(Addresses.BODY, "0a".repeat(16)))));

    await().atMost(Duration.ofSeconds(20)).until(() -> broker.depth(LINE) == 1);
    for (String words : List.of("meet-at-nine", "0A".repeat(16), "0a".repeat(17))) {
      assertThatThrownBy(
              () ->
                  queue.put(List.of(new SealedBody(LINE, envelope, Map.of(Addresses.BODY, words)))))
          .isInstanceOf(BrokerUnavailable.class);
    }
  }

  @Test
  void aPlainBodyIsRefusedOnALine() {
    refused("malformed", LINE, "机密★10年".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aLargePlainBodyIsRefusedOnALine() {
    refused("malformed", LINE, new byte[600_000]);
  }

  @Test
  void anEnvelopeSignedByAStrangerIsRefused() {
    refused("unknown", LINE, envelope(given.stranger, "default", given.officer.certificate()));
  }

  @Test
  void anEnvelopeForAnotherLineIsRefused() {
    refused(
        "another-line", LINE, envelope(given.gateway, "default/x", given.officer.certificate()));
  }

  @Test
  void anEnvelopeThatSomebodyElseCouldOpenIsRefused() {
    refused(
        "other-recipients",
        LINE,
        envelope(
            given.gateway, "default", given.officer.certificate(), given.stranger.certificate()));
  }

  @Test
  void anEnvelopeThatTheOfficerCouldNotOpenIsRefused() {
    refused(
        "other-recipients", LINE, envelope(given.gateway, "default", given.stranger.certificate()));
  }

  @ParameterizedTest
  @ValueSource(strings = {Addresses.INTAKE, Addresses.SEGMENT})
  void anUnsealedBodyIsRefusedWhereArrivalsAndPartsOfThemWait(String address) {
    refused("not-sealed", address, "hello".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anAddressThatNamesItsQueueTooIsRefused() {
    assertThatThrownBy(
            () ->
                put(
                    Addresses.RECEIPT + "::" + Addresses.RECEIPT,
                    given.epochs.seal(new SealContext("intake/1", "x"), new byte[10])))
        .isInstanceOf(BrokerUnavailable.class);
    assertThat(broker.depth(Addresses.RECEIPT)).isZero();
    assertThat(refusals.get(0)).containsEntry("reason", "composite-address");
  }

  @Test
  void anEpochSealedBodyIsRefusedOnALine() {
    refused("malformed", LINE, given.epochs.seal(new SealContext("intake/1", "x"), new byte[10]));
  }

  @Test
  void aReceiptSignedByAStrangerIsRefused() {
    refused(
        "not-an-officers-envelope",
        Addresses.RECEIPT,
        envelope(given.stranger, "default", given.gateway.certificate()));
  }

  @Test
  void ourOwnPropertiesMayStandBesideAnEnvelope() {
    queue.put(
        List.of(
            new SealedBody(
                LINE,
                envelope(given.gateway, "default", given.officer.certificate()),
                Map.of(Addresses.ITEM, "0".repeat(32)))));

    await().atMost(Duration.ofSeconds(20)).until(() -> broker.depth(LINE) == 1);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({"subject, 机密", "sanweiId, 关于某事", "JMSType, x", "_AMQ_ORIG_ADDRESS, x"})
  void wordsBesideAnEnvelopeWouldLieInTheClear(String name, String value) {
    byte[] envelope = envelope(given.gateway, "default", given.officer.certificate());

    assertThatThrownBy(
            () -> queue.put(List.of(new SealedBody(LINE, envelope, Map.of(name, value)))))
        .isInstanceOf(BrokerUnavailable.class);

    assertThat(broker.depth(LINE)).isZero();
    assertThat(refusals.get(0)).containsEntry("reason", "unexpected-property");
    assertThat(refusals.toString()).doesNotContain(value + "}", "关于某事");
  }

  @Test
  void aReceiptLargerThanAnyReceiptIsNotLookedAt() {
    refused("too-large", Addresses.RECEIPT, new byte[270_000]);
    refusals.clear();
    refused("too-large", Addresses.RECEIPT, new byte[600_000]);
  }

  @Test
  void aRefusedSendTakesTheWholeTransactionWithIt() {
    SealedBody good =
        new SealedBody(
            Addresses.INTAKE,
            given.epochs.seal(new SealContext("intake/1", "x"), new byte[10]),
            Map.of());
    SealedBody bad = new SealedBody(LINE, new byte[10], Map.of());

    assertThatThrownBy(() -> queue.put(List.of(good, bad))).isInstanceOf(BrokerUnavailable.class);

    assertThat(broker.depth(Addresses.INTAKE)).isZero();
  }

  private void refused(String reason, String address, byte[] body) {
    assertThatThrownBy(() -> put(address, body)).isInstanceOf(BrokerUnavailable.class);
    assertThat(broker.depth(address)).isZero();
    assertThat(refusals).hasSize(1);
    assertThat(refusals.get(0)).containsEntry("address", address).containsEntry("reason", reason);
  }

  private void put(String address, byte[] body) {
    queue.put(List.of(new SealedBody(address, body, Map.of())));
  }

  private static byte[] envelope(PersonalKey signer, String line, OfficerCertificate... to) {
    return new CipherEnvelopeSealer(signer, new SecureRandom())
        .seal(header(line), new byte[] {1, 2, 3}, List.of(to));
  }

  private static EnvelopeHeader header(String line) {
    return new EnvelopeHeader(
        "0".repeat(32), line, "CLASSIFIED", "SECRET", Instant.now(), "p", EnvelopeHeader.VERSION);
  }

  private AddressRules rules() {
    return new AddressRules() {
      @Override
      public @Nullable String lineOf(String address) {
        return address.startsWith(Addresses.CIPHER_PREFIX) ? "default" : null;
      }

      @Override
      public Set<String> recipientsOf(String line) {
        return Set.of(given.officer.certificate().keyIdentifier());
      }
    };
  }
}
