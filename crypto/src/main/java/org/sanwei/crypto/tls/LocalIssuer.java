package org.sanwei.crypto.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues the two certificates of {@link LocalTls}. */
final class LocalIssuer {
  private static final X500Name AUTHORITY = new X500Name("CN=Sanwei Gateway local authority");
  private static final X500Name SERVER = new X500Name("CN=Sanwei Gateway");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int SERIAL_SIZE_BITS = 127;

  private final KeyPair keys;
  private final Instant from;
  private final Instant to;
  private final SecureRandom random;

  LocalIssuer(KeyPair keys, Instant from, Instant to, SecureRandom random) {
    this.keys = keys;
    this.from = from;
    this.to = to;
    this.random = random;
  }

  X509Certificate authority() throws GeneralSecurityException, IOException {
    return sign(
        builder(AUTHORITY, keys.getPublic())
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)));
  }

  X509Certificate server(PublicKey key, List<String> names)
      throws GeneralSecurityException, IOException {
    GeneralName[] alternatives = names.stream().map(LocalIssuer::name).toArray(GeneralName[]::new);
    return sign(
        builder(SERVER, key)
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
            .addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
            .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives)));
  }

  private X509v3CertificateBuilder builder(X500Name subject, PublicKey key)
      throws GeneralSecurityException, IOException {
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    return new JcaX509v3CertificateBuilder(
            AUTHORITY,
            new BigInteger(SERIAL_SIZE_BITS, random).setBit(SERIAL_SIZE_BITS - 1),
            Date.from(from),
            Date.from(to),
            subject,
            key)
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            extensions.createAuthorityKeyIdentifier(keys.getPublic()))
        .addExtension(
            Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
  }

  private X509Certificate sign(X509v3CertificateBuilder builder) throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA")
                      .setSecureRandom(random)
                      .build(keys.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("this Java has no SHA256withECDSA", e);
    }
  }

  private static GeneralName name(String name) {
    int kind = ADDRESS.matcher(name).matches() ? GeneralName.iPAddress : GeneralName.dNSName;
    return new GeneralName(kind, name);
  }
}
