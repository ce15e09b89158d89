package org.sanwei.crypto.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.crypto.der.NotDer;
import org.sanwei.crypto.der.SignedContent;

/**
 * What the machine's openssl makes of our bytes. OpenSSL 3.0 has no SM4-GCM, and its cms command
 * cannot be told the SM2 user id; so the signature and the wrapped key are given to it one by one.
 */
class OpenSslTest {
  private static final String USER_ID = "distid:1234567812345678";
  private static final int TIMEOUT_SECONDS = 60;

  private final Path home;

  OpenSslTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void itReadsAnEnvelopeAsCmsSignedDataOverAuthEnvelopedData() throws Exception {
    Path envelope = bytes("envelope.der", vector("form2", "success").bytes());

    String printed =
        openssl("cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", "" + envelope);
    String parsed = openssl("asn1parse", "-inform", "DER", "-in", "" + envelope);

    assertThat(printed)
        .contains("contentType: pkcs7-signedData", "eContentType: id-smime-ct-authEnvelopedData");
    assertThat(printed).contains("algorithm: sm3", "algorithm: SM2-with-SM3");
    assertThat(parsed).contains("UTF8STRING        :CLASSIFIED");
  }

  @Test
  void itReadsAStatementWithItsContent() throws Exception {
    Path statement = bytes("statement.der", vector("form3", "success").bytes());

    String parsed = openssl("asn1parse", "-inform", "DER", "-in", "" + statement);

    assertThat(parsed).contains("pkcs7-signedData", "UTF8STRING        :" + MakeForm3.PURPOSE);
  }

  @Test
  void itVerifiesTheSignatureOfAStatement() throws Exception {
    SignedContent statement = signed(vector("form3", "success"));

    String said = verify(statement.attributes().toBeSigned(), statement.signature());

    assertThat(said).contains("Signature Verified Successfully");
  }

  @Test
  void itVerifiesTheSignatureOfACertificate() throws Exception {
    X509CertificateHolder certificate =
        new X509CertificateHolder(requireNonNull(signed(vector("form3", "success")).certificate()));

    String said =
        verify(
            certificate.toASN1Structure().getTBSCertificate().getEncoded(),
            certificate.getSignature());

    assertThat(said).contains("Signature Verified Successfully");
  }

  @Test
  void itUnwrapsAContentKeyWithAnOfficersKey() throws Exception {
    Path key = home.resolve("li.key.pem");
    pkcs12("li", "-nocerts", "-nodes", "-out", "" + key);
    int unwrapped = 0;

    for (byte[] wrapped : wrappedKeys(vector("form2", "success-empty"))) {
      Path in = bytes("wrapped", wrapped);
      Path out = home.resolve("unwrapped");
      openssl("pkeyutl", "-decrypt", "-inkey", "" + key, "-in", "" + in, "-out", "" + out);
      assertThat(out).hasSize(16);
      unwrapped++;
    }

    assertThat(unwrapped).isEqualTo(1);
  }

  /** By the key of li, whose certificate openssl takes out of the key file itself. */
  private String verify(byte[] signed, byte[] signature) throws Exception {
    Path key = home.resolve("li.pub");
    openssl("x509", "-in", "" + certificateOf("li"), "-pubkey", "-noout", "-out", "" + key);
    Path message = bytes("message", signed);
    Path signatureFile = bytes("signature", signature);
    List<String> command = new ArrayList<>(List.of("pkeyutl", "-verify", "-pubin", "-rawin"));
    command.addAll(List.of("-inkey", "" + key, "-digest", "sm3", "-pkeyopt", USER_ID));
    command.addAll(List.of("-in", "" + message, "-sigfile", "" + signatureFile));
    return openssl(command.toArray(new String[0]));
  }

  private Path certificateOf(String name) throws Exception {
    Path pem = home.resolve(name + ".pem");
    pkcs12(name, "-nokeys", "-out", "" + pem);
    return pem;
  }

  private void pkcs12(String name, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("pkcs12", "-in", "" + Vector.key(name + ".p12")));
    command.addAll(List.of("-passin", "pass:" + new String(MakeVectors.PASSWORD)));
    command.addAll(List.of(more));
    openssl(command.toArray(new String[0]));
  }

  private static List<byte[]> wrappedKeys(Vector envelope) throws NotDer {
    AuthEnvelopedData inner =
        AuthEnvelopedData.getInstance(ASN1Sequence.getInstance(signed(envelope).content()));
    List<byte[]> keys = new ArrayList<>();
    ASN1Set recipients = inner.getRecipientInfos();
    recipients.forEach(
        recipient -> {
          Object info = RecipientInfo.getInstance(recipient).getInfo();
          ASN1OctetString key = KeyTransRecipientInfo.getInstance(info).getEncryptedKey();
          keys.add(key.getOctets());
        });
    return keys;
  }

  private static SignedContent signed(Vector vector) throws NotDer {
    return SignedContent.parse(vector.bytes(), 1 << 20);
  }

  private static Vector vector(String form, String name) {
    return Vector.all(form).stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
  }

  private Path bytes(String name, byte[] content) throws IOException {
    return Files.write(home.resolve(name), content);
  }

  /** What it printed; fails unless it ended well. */
  private String openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(home, "openssl", ".out");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      throw new AssertionError(
          "openssl is not on this machine, and the tests need it\n    fix: apt-get install openssl",
          e);
    }
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("openssl did not end within " + TIMEOUT_SECONDS + " s: " + command);
    }
    String said = Files.readString(output, UTF_8);
    assertThat(process.exitValue()).as("%s%n%s", command, said).isZero();
    return said;
  }
}
