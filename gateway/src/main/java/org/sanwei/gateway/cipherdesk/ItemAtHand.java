package org.sanwei.gateway.cipherdesk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.CipherOpened;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.routes.message.CipherAct.Wording;
import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.Wire;

/** The item that an act is about, by the first digits of its id. */
final class ItemAtHand {
  private final LineView line;
  private final ReceivedEnvelopes received;
  private final CipherEnvelopeVerifier verifier;
  private final PersonalKey key;

  ItemAtHand(
      LineView line, ReceivedEnvelopes received, CipherEnvelopeVerifier verifier, PersonalKey key) {
    this.line = line;
    this.received = received;
    this.verifier = verifier;
    this.key = key;
  }

  /** An item, and the envelope that holds it. */
  record Found(EnvelopeHeader header, byte[] envelope, Dossier dossier) {
    /** What stands over the item's text, over these words. */
    Wording wording(List<Part> parts) {
      return new Wording(dossier.subject(), dossier.sender(), parts);
    }

    /** What was read of it, less what stands over it. */
    List<Part> readable() {
      List<Part> parts = new ArrayList<>();
      for (Part part : dossier.parts()) {
        if (part.place() != Place.SUBJECT && part.place() != Place.SENDER) {
          parts.add(part);
        }
      }
      return parts;
    }
  }

  /**
   * The item as it lies on the line now, or else as it was taken over last: an older envelope of it
   * is not what the gateway would take an act upon.
   */
  Found find(String idStart) {
    CipherEnvelopeOpener opener = new CipherEnvelopeOpener(key, verifier);
    List<Found> found = new ArrayList<>();
    received.find(idStart).forEach(envelope -> found.add(opened(opener, envelope)));
    found.sort(Comparator.comparing(one -> one.header().sealedAt()));
    line.items().values().stream()
        .filter(waiting -> waiting.header().id().startsWith(idStart))
        .forEach(waiting -> found.add(opened(opener, waiting.envelope())));
    long items = found.stream().map(one -> one.header().id()).distinct().count();
    if (items != 1) {
      throw new CipherDeskTrouble(
          items + " items begin with '" + idStart + "'",
          "write as many digits of the id as cipher-desk list shows");
    }
    return found.get(found.size() - 1);
  }

  private static Found opened(CipherEnvelopeOpener opener, byte[] envelope) {
    if (!(opener.open(envelope) instanceof CipherOpened.Message message)) {
      throw new CipherDeskTrouble(
          "the envelope does not open with this key", "see whether it is sealed to this officer");
    }
    return new Found(message.header(), envelope, Wire.decode(message.plain(), Dossier.class));
  }
}
