package org.sanwei.gateway.cipherdesk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.cms.Inspected;
import org.sanwei.routes.message.Proposal;

/** What lies on an officer's lines, as far as the gateway's signature vouches for it. */
final class LineView {
  private final CipherDeskSettings settings;
  private final CipherEnvelopeVerifier gateway;

  LineView(CipherDeskSettings settings, CipherEnvelopeVerifier gateway) {
    this.settings = settings;
    this.gateway = gateway;
  }

  /** An envelope on the line whose signature is the gateway's. */
  record Waiting(String address, EnvelopeHeader header, byte[] envelope) {
    boolean proposal() {
      return header.outcome().equals(Proposal.OUTCOME);
    }
  }

  /** Everything that lies there, oldest first. */
  List<Waiting> all() {
    List<Waiting> all = new ArrayList<>();
    try (LineClient line = new LineClient(settings)) {
      for (String address : settings.addresses()) {
        for (byte[] envelope : line.browse(address)) {
          if (gateway.inspect(envelope) instanceof Inspected.Valid valid) {
            all.add(new Waiting(address, valid.header(), envelope));
          }
        }
      }
    }
    return all;
  }

  /** Items that nobody has signed for; one that lies there twice is one. */
  Map<String, Waiting> items() {
    return items(all());
  }

  /** Those among what one look has shown. */
  static Map<String, Waiting> items(List<Waiting> all) {
    Map<String, Waiting> items = new LinkedHashMap<>();
    all.stream()
        .filter(one -> !one.proposal())
        .forEach(one -> items.putIfAbsent(one.header().id(), one));
    return items;
  }

  /** Acts that wait for their second signature, of items whose id begins so; newest last. */
  List<Waiting> proposals(String idStart) {
    return all().stream()
        .filter(one -> one.proposal() && one.header().id().startsWith(idStart))
        .toList();
  }

  /** The one item whose id begins so. */
  Waiting only(String idStart) {
    List<Waiting> found =
        items().values().stream().filter(one -> one.header().id().startsWith(idStart)).toList();
    if (found.size() != 1) {
      throw new CipherDeskTrouble(
          found.size() + " items begin with '" + idStart + "'",
          "write as many digits of the id as cipher-desk list shows");
    }
    return found.get(0);
  }
}
