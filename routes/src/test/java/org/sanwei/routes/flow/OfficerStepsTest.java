package org.sanwei.routes.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.routes.handover.ActReader;
import org.sanwei.routes.handover.Departures;
import org.sanwei.routes.handover.ReceiptReader;
import org.sanwei.routes.handover.Returns;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Proposal;
import org.sanwei.routes.message.VerifiedAct;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.SealedBody;

class OfficerStepsTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ArrivalId ITEM = new ArrivalId("a".repeat(32));

  private final List<ProposalBook.Passing> asked = new ArrayList<>();
  private Optional<String> refusal = Optional.empty();
  private Given given;
  private DefaultCamelContext camel;
  private OfficerSteps steps;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    given = new Given(directory.resolve("given"));
    camel = new DefaultCamelContext();
    CipherEnvelopeVerifier officers =
        new CipherEnvelopeVerifier(Set.of(given.officer.certificate()));
    CipherEnvelopeOpener opener = new CipherEnvelopeOpener(given.gateway, officers);
    steps =
        new OfficerSteps(
            officers,
            new ReceiptReader(opener, given.recipients()),
            (id, line, officer, at, envelope) -> {},
            new ActReader(opener, given.recipients(), Optional::empty, given.clock),
            new NoActs(),
            (passing, objected) -> {
              asked.add(passing);
              return refusal;
            },
            new Returns(() -> given.judge, RANDOM),
            new Departures(
                new CipherEnvelopeSealer(given.gateway, RANDOM),
                given.recipients(),
                given.clock,
                "370500"),
            given.epochs,
            new EarlyWords(() -> false, given.clock, 10));
  }

  @AfterEach
  void stop() throws Exception {
    given.close();
    camel.close();
  }

  @Test
  void aProposalGoesToTheLineAsTheBookKnowsIt() {
    byte[] proposal = proposal();

    List<SealedBody> leaving = steps.take(proposal, exchange());

    SealedBody onTheLine = leaving.get(0);
    assertThat(onTheLine.address()).isEqualTo(Line.ROOT.address());
    assertThat(leaving.get(1).address()).isEqualTo(Addresses.LEDGER);
    assertThat(asked)
        .containsExactly(
            new ProposalBook.Passing(
                ITEM,
                "default",
                given.officer.certificate().name(),
                Sm3.hex(proposal),
                Sm3.hex(onTheLine.bytes())));
  }

  @Test
  void whatTheBookRefusesLeavesNothingOnTheLine() {
    refusal = Optional.of("unknown-item");

    assertThat(steps.take(proposal(), exchange())).isEmpty();
  }

  private byte[] proposal() {
    EnvelopeHeader header =
        new EnvelopeHeader(
            ITEM.hex(),
            "default",
            Proposal.OUTCOME,
            "PUBLIC",
            Instant.now(),
            "p",
            EnvelopeHeader.VERSION);
    return new CipherEnvelopeSealer(given.officer, RANDOM)
        .seal(
            header,
            "only for officers".getBytes(StandardCharsets.UTF_8),
            List.of(given.officer.certificate()));
  }

  private Exchange exchange() {
    return new DefaultExchange(camel);
  }

  private static final class NoActs implements ActBook {
    @Override
    public Admission admit(VerifiedAct act, OnObjection objected) {
      throw new AssertionError("no act came");
    }

    @Override
    public void refused(ArrivalId id, String reason) {
      throw new AssertionError("no act came");
    }
  }
}
