package org.sanwei.crypto.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanwei.crypto.Fixed;
import org.sanwei.crypto.Signer;
import org.sanwei.crypto.Verified;

class StatementTest {
  private static final byte[] CONTENT = "同意解密受理号0412".getBytes(UTF_8);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final PersonalKey LI = key("李机要");
  private static final PersonalKey ZHAO = key("赵机要");

  private final Signer signer = LI.signer(Fixed.clock(), RANDOM);
  private final StatementVerifier verifier =
      new StatementVerifier(List.of(LI.certificate(), ZHAO.certificate()));

  @Test
  void aStatementNamesItsSignerAndGivesItsContent() {
    byte[] statement = signer.sign("reading/1", CONTENT);

    Verified verified = verifier.verify("reading/1", statement);

    assertThat(verified).isInstanceOf(Verified.Statement.class);
    Verified.Statement found = (Verified.Statement) verified;
    assertThat(found.content()).isEqualTo(CONTENT);
    assertThat(found.name()).isEqualTo("李机要");
    assertThat(found.signer()).isEqualTo(signer.keyId()).isEqualTo(LI.certificate().fingerprint());
  }

  @Test
  void aStatementForOnePurposeIsNoneForAnother() {
    byte[] statement = signer.sign("reading/1", CONTENT);

    assertThat(verifier.verify("order/1", statement).verdict()).isEqualTo("forged");
  }

  @Test
  void aStrangersStatementIsNobodys() {
    PersonalKey stranger = key("李机要");

    byte[] statement = stranger.signer(Fixed.clock(), RANDOM).sign("reading/1", CONTENT);

    assertThat(verifier.verify("reading/1", statement))
        .isEqualTo(new Verified.Unknown(stranger.certificate().fingerprint()));
  }

  @Test
  void everyChangedByteIsNoticed() {
    byte[] statement = signer.sign("reading/1", CONTENT);

    for (int i = 0; i < statement.length; i++) {
      byte[] altered = statement.clone();
      altered[i] ^= (byte) (1 << (i % 8));
      assertThat(verifier.verify("reading/1", altered).verdict())
          .as("byte %d", i)
          .isNotEqualTo("success");
    }
  }

  @Test
  void nonsenseIsMalformed() {
    assertThat(verifier.verify("reading/1", new byte[0]).verdict()).isEqualTo("malformed");
    assertThat(verifier.verify("reading/1", CONTENT).verdict()).isEqualTo("malformed");
  }

  private static PersonalKey key(String name) {
    return PersonalKey.create(name, Fixed.NOW, Duration.ofDays(365), RANDOM);
  }
}
