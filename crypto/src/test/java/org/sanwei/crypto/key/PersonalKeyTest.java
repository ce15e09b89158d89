package org.sanwei.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.crypto.Fixed;

class PersonalKeyTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final char[] PASSWORD = "晴空 blue 7".toCharArray();
  private static final PersonalKey KEY =
      PersonalKey.create("王机要", Fixed.NOW, Duration.ofDays(365), RANDOM);

  private final Path home;

  PersonalKeyTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void aSavedKeyOpensAsTheSameKeyAndIsForItsOwnerOnly() throws IOException {
    Path file = home.resolve("wang.p12");

    KEY.save(file, PASSWORD, RANDOM);

    PersonalKey opened = PersonalKey.open(file, PASSWORD);
    assertThat(opened.certificate()).isEqualTo(KEY.certificate());
    assertThat(opened.reveal(SecretAccess.granted()))
        .isEqualTo(KEY.reveal(SecretAccess.granted()))
        .hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void anotherPasswordIsNamedAsSuch() throws IOException {
    Path file = home.resolve("wang.p12");
    KEY.save(file, PASSWORD, RANDOM);

    assertThatThrownBy(() -> PersonalKey.open(file, "other".toCharArray()))
        .isInstanceOf(BadKeyFile.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("password does not fit")
        .hasMessageContaining("fix: ");
  }

  @Test
  void aKeyUnderARandomPasswordOpensAsTheSameKey() throws IOException {
    Path file = home.resolve("gateway.p12");
    char[] password = "0f1e2d3c4b5a69788796a5b4c3d2e1f0".toCharArray();

    KEY.saveUnderRandomPassword(file, password, RANDOM);

    assertThat(PersonalKey.open(file, password).reveal(SecretAccess.granted()))
        .isEqualTo(KEY.reveal(SecretAccess.granted()));
  }

  @Test
  void aPasswordThatAPersonMayHaveChosenIsNotTakenForARandomOne() {
    Path file = home.resolve("gateway.p12");

    assertThatThrownBy(() -> KEY.saveUnderRandomPassword(file, PASSWORD, RANDOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 characters");
    assertThat(file).doesNotExist();
  }

  @Test
  void aFileThatIsNoKeyIsNamedAsSuch() throws IOException {
    Path file = home.resolve("wang.p12");
    PrivateFile.replace(file, "not a key".getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> PersonalKey.open(file, PASSWORD))
        .isInstanceOf(BadKeyFile.class)
        .hasMessageContaining("not a PKCS#12 file");
  }

  @Test
  void aCertificateGoesThroughPemUnchanged() throws IOException {
    OfficerCertificate certificate = KEY.certificate();

    OfficerCertificate read =
        OfficerCertificate.fromPem(certificate.toPem(), "wang.pem", Fixed.clock());

    assertThat(read).isEqualTo(certificate);
    assertThat(read.name()).isEqualTo("王机要");
    assertThat(read.fingerprint()).matches("[0-9a-f]{64}").isEqualTo(certificate.fingerprint());
    assertThat(read.keyIdentifier()).matches("[0-9a-f]{40}");
  }

  @Test
  void anExpiredCertificateIsRefused() {
    Fixed.MovableClock clock = Fixed.clock();
    clock.advance(Duration.ofDays(366));

    assertThatThrownBy(
            () -> OfficerCertificate.fromPem(KEY.certificate().toPem(), "wang.pem", clock))
        .isInstanceOf(BadKeyFile.class)
        .hasMessageContaining("wang.pem")
        .hasMessageContaining("王机要")
        .hasMessageContaining("valid from");
  }

  @Test
  void aCertificateOfAnotherKindOfKeyIsRefused()
      throws GeneralSecurityException, OperatorCreationException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var pair = generator.generateKeyPair();
    X500Name name = new X500Name("CN=p256");
    byte[] der =
        new X509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(Fixed.NOW),
                Date.from(Fixed.NOW.plusSeconds(60)),
                name,
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()))
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
            .getEncoded();

    assertThatThrownBy(() -> OfficerCertificate.fromDer(der)).hasMessageContaining("sm2p256v1");
  }

  @Test
  void nonsenseIsNoCertificate() {
    assertThatThrownBy(() -> OfficerCertificate.fromPem("hello", "wang.pem", Fixed.clock()))
        .isInstanceOf(BadKeyFile.class)
        .hasMessageContaining("wang.pem");
  }

  @Test
  void aKeyDoesNotPrintItsSecret() {
    String secret = HexFormat.of().formatHex(KEY.reveal(SecretAccess.granted())).substring(0, 16);

    assertThat(KEY.toString()).contains("redacted").doesNotContain(secret);
  }
}
