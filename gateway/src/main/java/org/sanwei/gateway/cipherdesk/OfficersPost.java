package org.sanwei.gateway.cipherdesk;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.routes.message.CipherReceipt;
import org.sanwei.routes.message.Proposal;
import org.sanwei.routes.message.SignedAct;
import org.sanwei.routes.message.Wire;

/** An officer's words on their way: sealed by the officer's key and handed to the broker. */
final class OfficersPost {
  private final CipherDeskSettings settings;
  private final PersonalKey key;
  private final OfficerCertificate gateway;
  private final Clock clock;
  private final SecureRandom random;

  OfficersPost(
      CipherDeskSettings settings,
      PersonalKey key,
      OfficerCertificate gateway,
      Clock clock,
      SecureRandom random) {
    this.settings = settings;
    this.key = key;
    this.gateway = gateway;
    this.clock = clock;
    this.random = random;
  }

  /** A signed act upon an item, which the gateway alone can open. */
  void toGateway(EnvelopeHeader item, byte[] signed) {
    deliver(sealedToGateway(item, signed));
  }

  /** A proposal, which these officers can open and the gateway cannot. */
  void toOfficers(EnvelopeHeader item, Proposal proposal, List<OfficerCertificate> officers) {
    deliver(sealed(about(item, Proposal.OUTCOME), Wire.encode(proposal), officers));
  }

  byte[] sealedToGateway(EnvelopeHeader item, byte[] signed) {
    return sealed(about(item, SignedAct.OUTCOME), signed, List.of(gateway));
  }

  byte[] sealedReceipt(EnvelopeHeader item, CipherReceipt receipt) {
    return sealed(about(item, CipherReceipt.OUTCOME), Wire.encode(receipt), List.of(gateway));
  }

  private void deliver(byte[] envelope) {
    try (LineClient client = new LineClient(settings)) {
      client.send(List.of(envelope));
    }
  }

  private byte[] sealed(EnvelopeHeader header, byte[] plain, List<OfficerCertificate> to) {
    return new CipherEnvelopeSealer(key, random).seal(header, plain, to);
  }

  private EnvelopeHeader about(EnvelopeHeader item, String outcome) {
    return new EnvelopeHeader(
        item.id(),
        item.line(),
        outcome,
        item.sensitivity(),
        clock.instant(),
        item.policy(),
        EnvelopeHeader.VERSION);
  }
}
