package org.sanwei.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.gateway.wiring.RunningBroker.LINE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.TestClock;
import org.sanwei.gateway.desk.JdbcProposalBook;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.routes.flow.OnObjection;
import org.sanwei.routes.flow.ProposalBook.Passing;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Proposal;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.SealedBody;

/** What officers' acts leave on a line goes from it, and nothing else: on the real broker. */
class ProposalClearingTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PersonalKey gateway = key("gateway");
  private final PersonalKey officer = key("officer-a");
  private final TestDesk desk = new TestDesk();
  private final TestClock clock = new TestClock(Samples.NOON);
  private final JdbcProposalBook book = new JdbcProposalBook(desk.officers(clock));
  private RunningBroker broker;
  private ProposalClearing clearing;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    broker = RunningBroker.start(directory, RunningBroker.noGuard());
    clearing =
        new ProposalClearing(
            broker.server(),
            List.of(Line.ROOT),
            new CipherEnvelopeVerifier(Set.of(gateway.certificate())),
            book);
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void aMoveTakesTheItemsProposalsAndLeavesItsEnvelope() {
    ArrivalId item = held();
    onTheLine(item, "HELD");
    onTheLine(item, Proposal.OUTCOME);
    onTheLine(held(), Proposal.OUTCOME);

    clearing.moved(item);

    awaitDepth(2);
  }

  @Test
  void aProposalThatCameToTheLineAfterItsItemMovedGoesWithTheNextSweep() {
    ArrivalId item = held();
    ArrivalId other = held();
    onTheLine(item, "HELD");
    passed(other, onTheLine(other, Proposal.OUTCOME));
    byte[] late = onTheLine(item, Proposal.OUTCOME);
    passed(item, late);
    desk.jdbc
        .sql("update item set outcome = 'CLASSIFIED', sensitivity = 'SECRET' where arrival_id = ?")
        .param(item.hex())
        .update();
    clock.passes(Duration.ofMinutes(11));

    clearing.sweep();
    clearing.sweep();

    awaitDepth(2);
  }

  @Test
  void whatAnOvertakenActSealedAnewGoesByItsDigestAndNothingElse() {
    ArrivalId item = held();
    onTheLine(item, "HELD");
    byte[] stray = onTheLine(item, "HELD");

    clearing.overtaken(item, Sm3.hex(stray));
    clearing.overtaken(item, Sm3.hex(stray));

    awaitDepth(1);
  }

  /** The broker counts a moment after it has taken off. */
  private void awaitDepth(long depth) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(broker.depth(LINE)).isEqualTo(depth));
  }

  private ArrivalId held() {
    Reception reception = Samples.reception();
    desk.register.settle(Samples.card(reception, Outcome.HELD, "suspect"));
    return reception.id();
  }

  private void passed(ArrivalId item, byte[] envelope) {
    Passing passing = new Passing(item, "default", "officer-a", "p" + item, Sm3.hex(envelope));
    assertThat(book.pass(passing, OnObjection.REFUSE)).isEmpty();
  }

  private byte[] onTheLine(ArrivalId id, String outcome) {
    byte[] envelope =
        new CipherEnvelopeSealer(gateway, RANDOM)
            .seal(
                new EnvelopeHeader(
                    id.hex(),
                    "default",
                    outcome,
                    "PUBLIC",
                    Instant.now(),
                    "p",
                    EnvelopeHeader.VERSION),
                "演练".getBytes(StandardCharsets.UTF_8),
                List.of(officer.certificate()));
    broker.queue().put(List.of(new SealedBody(LINE, envelope, Map.of(Addresses.ITEM, id.hex()))));
    return envelope;
  }

  private static PersonalKey key(String name) {
    return PersonalKey.create(name, Instant.now().minusSeconds(60), Duration.ofDays(2), RANDOM);
  }
}
