package org.sanwei.crypto.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.der.Der;
import org.sanwei.crypto.der.NotDer;
import org.sanwei.crypto.der.Oids;
import org.sanwei.crypto.der.SignedAttributes;
import org.sanwei.crypto.der.StrictDer;

/**
 * The certificate of one person's (or gateway's) SM2 key. Whom to trust is decided by who lists it,
 * not by its issuer. Two are equal if their DER is. Immutable.
 */
public final class OfficerCertificate {
  private static final String PEM_TYPE = "CERTIFICATE";
  private static final int MAX_SIZE_BYTES = 16 * 1024;
  private static final int MAX_PEM_BYTES = 2 * MAX_SIZE_BYTES;
  private static final int KEY_ID_SIZE_BYTES = 20;

  private final X509CertificateHolder holder;
  private final byte[] der;
  private final ECPublicKeyParameters publicKey;

  private OfficerCertificate(
      X509CertificateHolder holder, byte[] der, ECPublicKeyParameters publicKey) {
    this.holder = holder;
    this.der = der;
    this.publicKey = publicKey;
  }

  /**
   * Reads a PEM file with one certificate. Throws BadKeyFile if it is missing, no SM2 certificate,
   * or not valid at the clock's time.
   */
  public static OfficerCertificate read(Path file, Clock clock) throws IOException {
    return fromPem(pem(file), file.toString(), clock);
  }

  /**
   * As {@link #read}, whenever it is or was valid: for who must tell a certificate that ran out
   * from one that nobody trusts, and asks {@link #validAt} afterwards.
   */
  public static OfficerCertificate readAtAnyTime(Path file) throws IOException {
    return parse(pem(file), file.toString());
  }

  private static String pem(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_PEM_BYTES + 1);
      if (bytes.length > MAX_PEM_BYTES) {
        throw notUsable(file.toString(), "at most " + MAX_PEM_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      throw new BadKeyFile(file, "no such file", "make it, or correct the path to it");
    }
  }

  /** As {@link #read}; {@code where} is for error texts. */
  public static OfficerCertificate fromPem(String pem, String where, Clock clock)
      throws BadKeyFile {
    OfficerCertificate certificate = parse(pem, where);
    Instant now = clock.instant();
    if (!certificate.validAt(now)) {
      throw new BadKeyFile(
          where,
          "the certificate of "
              + certificate.name()
              + " is valid from "
              + certificate.notBefore()
              + " to "
              + certificate.notAfter()
              + ", and now it is "
              + now,
          "ask the holder for a new certificate, or set the machine's clock");
    }
    return certificate;
  }

  private static OfficerCertificate parse(String pem, String where) throws BadKeyFile {
    try (PemReader reader = new PemReader(new StringReader(pem))) {
      PemObject object = reader.readPemObject();
      if (object == null || !object.getType().equals(PEM_TYPE)) {
        throw new NotDer("a PEM block BEGIN CERTIFICATE");
      }
      return fromDer(object.getContent());
    } catch (NotDer e) {
      throw notUsable(where, e.want());
    } catch (IOException | RuntimeException e) {
      throw notUsable(where, "a PEM block BEGIN CERTIFICATE");
    }
  }

  private static BadKeyFile notUsable(String where, String want) {
    return new BadKeyFile(
        where,
        "not the certificate of an SM2 key: wanted " + want,
        "put a PEM certificate there whose key is on the curve sm2p256v1");
  }

  /** Says nothing about validity in time. */
  static OfficerCertificate fromDer(byte[] der) throws NotDer {
    StrictDer.parse(der, MAX_SIZE_BYTES);
    try {
      X509CertificateHolder holder = new X509CertificateHolder(der);
      SubjectPublicKeyInfo key = holder.getSubjectPublicKeyInfo();
      Der.check(
          Oids.SM2_CURVE.equals(key.getAlgorithm().getParameters()), "a key on curve sm2p256v1");
      return new OfficerCertificate(
          holder, der.clone(), (ECPublicKeyParameters) PublicKeyFactory.createKey(key));
    } catch (IOException | RuntimeException e) {
      throw new NotDer("an X.509 certificate of an SM2 key");
    }
  }

  /** One PEM block, lines ended by a line feed. */
  public String toPem() {
    StringWriter out = new StringWriter();
    try (PemWriter writer = new PemWriter(out)) {
      writer.writeObject(new PemObject(PEM_TYPE, der));
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return out.toString().replace("\r\n", "\n");
  }

  public byte[] der() {
    return der.clone();
  }

  /** The common name of the subject, or the whole subject if it has none. */
  public String name() {
    RDN[] names = holder.getSubject().getRDNs(BCStyle.CN);
    return names.length == 0
        ? holder.getSubject().toString()
        : IETFUtils.valueToString(names[0].getFirst().getValue());
  }

  /** SM3 of the DER, 64 lower-case hex digits. */
  public String fingerprint() {
    return Sm3.hex(der);
  }

  /** The subject key identifier by which envelopes name this certificate, in lower-case hex. */
  public String keyIdentifier() {
    return HexFormat.of().formatHex(keyIdentifierBytes());
  }

  /** The extension's value or, without it, the first 20 bytes of SM3 over the public key's bits. */
  public byte[] keyIdentifierBytes() {
    SubjectKeyIdentifier extension = SubjectKeyIdentifier.fromExtensions(holder.getExtensions());
    return extension != null
        ? extension.getKeyIdentifier()
        : keyIdentifier(holder.getSubjectPublicKeyInfo());
  }

  static byte[] keyIdentifier(SubjectPublicKeyInfo key) {
    return Arrays.copyOf(Sm3.of(key.getPublicKeyData().getBytes()), KEY_ID_SIZE_BYTES);
  }

  /** Whether both are of one key, whatever else they say. */
  public boolean sharesKeyWith(OfficerCertificate other) {
    return publicKey.getQ().equals(other.publicKey.getQ());
  }

  public Instant notBefore() {
    return holder.getNotBefore().toInstant();
  }

  public Instant notAfter() {
    return holder.getNotAfter().toInstant();
  }

  /** Both ends of the period count as valid. */
  public boolean validAt(Instant time) {
    return !time.isBefore(notBefore()) && !time.isAfter(notAfter());
  }

  /** Whether the key behind this certificate made the signature. False for hostile bytes. */
  public boolean signed(SignedAttributes attributes, byte[] signature) {
    try {
      return Sm2.verify(publicKey, attributes.toBeSigned(), signature);
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Encrypts a content key to this certificate's key: DER as in GM/T 0009. About 0.3 ms. */
  public byte[] wrap(byte[] contentKey, SecureRandom random) {
    return Sm2.wrap(publicKey, contentKey, random);
  }

  ECPublicKeyParameters publicKey() {
    return publicKey;
  }

  X509CertificateHolder holder() {
    return holder;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OfficerCertificate that && Arrays.equals(der, that.der);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(der);
  }

  @Override
  public String toString() {
    return name() + " (" + fingerprint().substring(0, 16) + ")";
  }
}
