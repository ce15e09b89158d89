package org.sanwei.crypto.key;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.util.BigIntegers;
import org.sanwei.crypto.Signer;
import org.sanwei.crypto.der.NotDer;
import org.sanwei.crypto.der.SignedAttributes;

/**
 * One person's (or gateway's) SM2 private key with its certificate. It signs nothing but signed
 * attributes and opens nothing but content keys. Safe from many threads.
 */
public final class PersonalKey {
  private static final int SERIAL_SIZE_BITS = 127;
  private static final int SECRET_SIZE_BYTES = 32;
  private static final int RANDOM_PASSWORD_CHARACTERS = 32;

  private final ECPrivateKeyParameters secret;
  private final OfficerCertificate certificate;

  PersonalKey(ECPrivateKeyParameters secret, OfficerCertificate certificate) {
    this.secret = secret;
    this.certificate = certificate;
  }

  /**
   * A new key with a self-signed certificate: common name {@code name}, for signing and opening.
   */
  public static PersonalKey create(
      String name, Instant notBefore, Duration valid, SecureRandom random) {
    AsymmetricCipherKeyPair pair = Sm2.newPair(random);
    ECPrivateKeyParameters secret = (ECPrivateKeyParameters) pair.getPrivate();
    X500Name subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    try {
      SubjectPublicKeyInfo key =
          SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic());
      byte[] der =
          new X509v3CertificateBuilder(
                  subject,
                  new BigInteger(SERIAL_SIZE_BITS, random).setBit(SERIAL_SIZE_BITS - 1),
                  Date.from(notBefore),
                  Date.from(notBefore.plus(valid)),
                  subject,
                  key)
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  new SubjectKeyIdentifier(OfficerCertificate.keyIdentifier(key)))
              .addExtension(
                  Extension.keyUsage,
                  true,
                  new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment))
              .build(new Sm2ContentSigner(secret, random))
              .getEncoded();
      return new PersonalKey(secret, OfficerCertificate.fromDer(der));
    } catch (IOException | NotDer e) {
      throw new IllegalStateException("a certificate we made ourselves cannot be read", e);
    }
  }

  /**
   * Opens a key file. Throws BadKeyFile if it is missing, readable by others, under another
   * password, or no SM2 key. The caller wipes the password. Takes about a third of a second.
   */
  public static PersonalKey open(Path file, char[] password) throws IOException {
    return Pkcs12.read(file, password);
  }

  /** Writes a PKCS#12 file, mode 0600, in place of an older one. The caller wipes the password. */
  public void save(Path file, char[] password, SecureRandom random) throws IOException {
    Pkcs12.write(this, file, password, Pkcs12.ITERATIONS_TYPED, random);
  }

  /**
   * The same under a password that a machine drew at random, which needs no stretching: the file
   * opens in a tenth of the time. The caller wipes the password.
   *
   * @throws IllegalArgumentException when the password is shorter than 32 characters, 128 bits in
   *     hexadecimal
   */
  public void saveUnderRandomPassword(Path file, char[] password, SecureRandom random)
      throws IOException {
    if (password.length < RANDOM_PASSWORD_CHARACTERS) {
      throw new IllegalArgumentException(
          "a random password has " + RANDOM_PASSWORD_CHARACTERS + " characters or more");
    }
    Pkcs12.write(this, file, password, Pkcs12.ITERATIONS_RANDOM, random);
  }

  public OfficerCertificate certificate() {
    return certificate;
  }

  /** Signs statements; the clock gives the time that a statement claims. */
  public Signer signer(Clock clock, SecureRandom random) {
    return new Statements(this, clock, random);
  }

  public byte[] sign(SignedAttributes attributes, SecureRandom random) {
    return Sm2.sign(secret, attributes.toBeSigned(), random);
  }

  /** A content key that was wrapped to this key's certificate; empty for anything else. */
  public Optional<byte[]> unwrap(byte[] wrapped) {
    try {
      return Optional.of(Sm2.unwrap(secret, wrapped));
    } catch (NotDer | InvalidCipherTextException e) {
      return Optional.empty();
    }
  }

  /** The private number, 32 bytes. */
  public byte[] reveal(SecretAccess access) {
    requireNonNull(access, "access");
    return BigIntegers.asUnsignedByteArray(SECRET_SIZE_BYTES, secret.getD());
  }

  ECPrivateKeyParameters secret() {
    return secret;
  }

  /** Whether certificate and private key belong together. */
  boolean fits() {
    byte[] ours = Sm2.CURVE.getG().multiply(secret.getD()).normalize().getEncoded(false);
    return Arrays.equals(ours, certificate.publicKey().getQ().getEncoded(false));
  }

  @Override
  public String toString() {
    return "PersonalKey[" + certificate + ", redacted]";
  }
}
