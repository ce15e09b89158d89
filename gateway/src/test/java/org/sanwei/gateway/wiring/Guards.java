package org.sanwei.gateway.wiring;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.routes.guard.AddressRules;
import org.sanwei.routes.guard.CipherAddressGuard;
import org.sanwei.routes.guard.CipherAddressGuard.RefusalListener;
import org.sanwei.routes.queue.Addresses;

/** The guard as it runs, with keys of its own. */
final class Guards {
  private static final PersonalKey GATEWAY = key("gateway");
  private static final PersonalKey OFFICER = key("officer-a");
  private static final PersonalKey STRANGER = key("stranger");

  private Guards() {}

  static CipherAddressGuard strict(RefusalListener refusals) {
    return new CipherAddressGuard(
        new CipherEnvelopeVerifier(Set.of(GATEWAY.certificate())),
        new CipherEnvelopeVerifier(Set.of(OFFICER.certificate())),
        new AddressRules() {
          @Override
          public @Nullable String lineOf(String address) {
            return address.startsWith(Addresses.CIPHER_PREFIX) ? "default" : null;
          }

          @Override
          public Set<String> recipientsOf(String line) {
            return Set.of(OFFICER.certificate().keyIdentifier());
          }
        },
        refusals);
  }

  /** What the gateway would put on the line. */
  static byte[] envelope() {
    return envelope(GATEWAY);
  }

  /** The same by a key that is nobody's. */
  static byte[] strangersEnvelope() {
    return envelope(STRANGER);
  }

  private static byte[] envelope(PersonalKey signer) {
    return new CipherEnvelopeSealer(signer, new SecureRandom())
        .seal(
            new EnvelopeHeader(
                "0".repeat(32),
                "default",
                "CLASSIFIED",
                "SECRET",
                Instant.now(),
                "p",
                EnvelopeHeader.VERSION),
            new byte[] {1, 2, 3},
            List.of(OFFICER.certificate()));
  }

  private static PersonalKey key(String name) {
    return PersonalKey.create(
        name, Instant.now().minusSeconds(60), Duration.ofDays(2), new SecureRandom());
  }
}
