package org.sanwei.crypto.cms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sanwei.crypto.Fixed;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;

class CipherEnvelopeTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final PersonalKey GATEWAY = key("gateway");
  private static final PersonalKey LI = key("李机要");
  private static final PersonalKey RECOVERY = key("line default recovery");
  private static final EnvelopeHeader HEADER =
      new EnvelopeHeader(
          "00112233445566778899aabbccddeeff",
          "default/military",
          "CLASSIFIED",
          "SECRET",
          Fixed.NOW,
          "sm3:0a0b",
          EnvelopeHeader.VERSION);
  private static final byte[] PLAIN = "机密★10年 关于……".getBytes(UTF_8);

  private final CipherEnvelopeSealer sealer = new CipherEnvelopeSealer(GATEWAY, RANDOM);
  private final CipherEnvelopeVerifier verifier =
      new CipherEnvelopeVerifier(Set.of(GATEWAY.certificate()));

  @Test
  void everyRecipientOpensIt() {
    byte[] envelope = seal(PLAIN);

    for (PersonalKey recipient : List.of(LI, RECOVERY)) {
      CipherOpened opened = new CipherEnvelopeOpener(recipient, verifier).open(envelope);

      assertThat(opened).isInstanceOf(CipherOpened.Message.class);
      assertThat(((CipherOpened.Message) opened).header()).isEqualTo(HEADER);
      assertThat(((CipherOpened.Message) opened).plain()).isEqualTo(PLAIN);
    }
  }

  @Test
  void theGatewayThatSealedItCannotOpenIt() {
    byte[] envelope = seal(PLAIN);

    CipherOpened opened = new CipherEnvelopeOpener(GATEWAY, verifier).open(envelope);

    assertThat(opened).isEqualTo(new CipherOpened.NotForUs(2));
  }

  @Test
  void theBrokerSeesHeaderRecipientsAndDigestWithoutAnyKey() {
    byte[] envelope = seal(PLAIN);

    Inspected inspected = verifier.inspect(envelope);

    assertThat(inspected)
        .isEqualTo(
            new Inspected.Valid(
                HEADER,
                Set.of(LI.certificate().keyIdentifier(), RECOVERY.certificate().keyIdentifier()),
                Sm3.hex(envelope)));
  }

  @Test
  void anEnvelopeOfAnotherGatewayIsUnknownAndDoesNotOpen() {
    byte[] envelope =
        new CipherEnvelopeSealer(key("gateway"), RANDOM)
            .seal(HEADER, PLAIN, List.of(LI.certificate()));

    assertThat(verifier.inspect(envelope)).isInstanceOf(Inspected.Unknown.class);
    assertThat(new CipherEnvelopeOpener(LI, verifier).open(envelope))
        .isInstanceOf(CipherOpened.Forged.class);
  }

  @Test
  void aStatementOfTheGatewayIsNoEnvelope() {
    byte[] statement = GATEWAY.signer(Fixed.clock(), RANDOM).sign(CipherEnvelope.PURPOSE, PLAIN);

    assertThat(verifier.inspect(statement)).isInstanceOf(Inspected.Malformed.class);
  }

  @Test
  void anEmptyAndALargePlaintextGoThrough() {
    byte[] large = new byte[3 << 20];
    new Random(7).nextBytes(large);

    for (byte[] plain : List.of(new byte[0], large)) {
      CipherOpened opened = new CipherEnvelopeOpener(LI, verifier).open(seal(plain));

      assertThat(((CipherOpened.Message) opened).plain()).isEqualTo(plain);
    }
  }

  @Test
  void changedBytesAreNoticed() {
    byte[] envelope = seal(PLAIN);
    CipherEnvelopeOpener opener = new CipherEnvelopeOpener(LI, verifier);

    for (int i = 0; i < envelope.length; i++) {
      byte[] altered = envelope.clone();
      altered[i] ^= (byte) (1 << (i % 8));
      assertThat(verifier.inspect(altered).verdict()).as("byte %d", i).isNotEqualTo("success");
      if (i % 7 == 0) {
        assertThat(opener.open(altered).verdict()).as("byte %d", i).isNotEqualTo("success");
      }
    }
  }

  @Test
  void hostileBytesAreMalformedAndNothingIsThrown() {
    byte[] nested = new byte[200_000];
    for (int i = 0; i < nested.length; i += 2) {
      nested[i] = 0x30;
      nested[i + 1] = (byte) 0x80;
    }
    byte[] nulls = new byte[5 + (1 << 20)];
    nulls[0] = 0x30;
    nulls[1] = (byte) 0x83;
    nulls[2] = 0x10;
    for (int i = 5; i < nulls.length - 1; i += 2) {
      nulls[i] = 5;
    }
    byte[] longLength = {0x30, (byte) 0x84, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};

    for (byte[] hostile :
        List.of(new byte[0], new byte[1], nested, nulls, longLength, PLAIN, new byte[1 << 16])) {
      assertThat(verifier.inspect(hostile)).isInstanceOf(Inspected.Malformed.class);
    }
  }

  @Test
  void everyShortenedEnvelopeIsMalformed() {
    byte[] envelope = seal(PLAIN);

    for (int size = 0; size < envelope.length; size++) {
      assertThat(verifier.inspect(Arrays.copyOf(envelope, size)))
          .as("%d bytes", size)
          .isInstanceOf(Inspected.Malformed.class);
    }
  }

  @Test
  void anEnvelopeNeedsRecipientsAndEachOnce() {
    OfficerCertificate li = LI.certificate();

    assertThatThrownBy(() -> sealer.seal(HEADER, PLAIN, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sealer.seal(HEADER, PLAIN, List.of(li, li)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingOfThePlaintextStandsInTheEnvelope() {
    assertThat(new String(seal(PLAIN), UTF_8)).doesNotContain("机密★").contains("CLASSIFIED");
  }

  private byte[] seal(byte[] plain) {
    return sealer.seal(HEADER, plain, List.of(LI.certificate(), RECOVERY.certificate()));
  }

  private static PersonalKey key(String name) {
    return PersonalKey.create(name, Fixed.NOW, Duration.ofDays(365), RANDOM);
  }
}
