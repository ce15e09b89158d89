package org.sanwei.crypto.key;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.der.NotDer;

/**
 * A personal key as a PKCS#12 file: PBES2 (PBKDF2 with HMAC-SHA-256, AES-256-CBC) and a MAC with
 * SHA-256. Not SM4 and SM3 here, so that other tools can open an officer's own file. The
 * certificate is public and lies in it as it is.
 */
final class Pkcs12 {
  /** For what a person can remember and an attacker can guess. */
  static final int ITERATIONS_TYPED = 100_000;

  /** NIST SP 800-132 §5.2's least: a random password has nothing that stretching would add to. */
  static final int ITERATIONS_RANDOM = 1_000;

  private static final int MAX_SIZE_BYTES = 64 * 1024;

  // An instance, not a registration: which provider this process prefers is for its wiring to say.
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private Pkcs12() {}

  static void write(
      PersonalKey key, Path file, char[] password, int iterations, SecureRandom random)
      throws IOException {
    try {
      DERBMPString name = new DERBMPString(key.certificate().name());
      DEROctetString id = new DEROctetString(key.certificate().keyIdentifierBytes());
      PKCS12SafeBagBuilder secret =
          new PKCS12SafeBagBuilder(
                  PrivateKeyInfoFactory.createPrivateKeyInfo(key.secret()),
                  encryptor(password, iterations, random))
              .addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, name)
              .addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, id);
      PKCS12SafeBagBuilder certificate =
          new PKCS12SafeBagBuilder(key.certificate().holder())
              .addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, name)
              .addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, id);
      byte[] bytes =
          new PKCS12PfxPduBuilder()
              .addData(secret.build())
              .addData(certificate.build())
              .build(
                  new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                      .setProvider(PROVIDER)
                      .setIterationCount(iterations),
                  password)
              .getEncoded(ASN1Encoding.DER);
      PrivateFile.replace(file, bytes);
    } catch (PKCSException | OperatorCreationException e) {
      throw new IllegalStateException("PKCS#12 could not be made", e);
    }
  }

  static PersonalKey read(Path file, char[] password) throws IOException {
    byte[] bytes = PrivateFile.read(file, MAX_SIZE_BYTES);
    try {
      PKCS12PfxPdu pfx = new PKCS12PfxPdu(bytes);
      if (!pfx.hasMac()
          || !pfx.isMacValid(
              new JcePKCS12MacCalculatorBuilderProvider().setProvider(PROVIDER), password)) {
        throw new BadKeyFile(
            file,
            "the password does not fit, or the file is damaged",
            "type the password again; without it, put the file back from its copy");
      }
      return personalKey(file, pfx, password);
    } catch (BadKeyFile e) {
      throw e;
    } catch (IOException | PKCSException | NotDer | RuntimeException e) {
      throw notOurs(file);
    }
  }

  private static PersonalKey personalKey(Path file, PKCS12PfxPdu pfx, char[] password)
      throws IOException, PKCSException, NotDer {
    InputDecryptorProvider decryptor =
        new JcePKCSPBEInputDecryptorProviderBuilder().setProvider(PROVIDER).build(password);
    ECPrivateKeyParameters secret = null;
    OfficerCertificate certificate = null;
    for (ContentInfo info : pfx.getContentInfos()) {
      boolean encrypted = info.getContentType().equals(PKCSObjectIdentifiers.encryptedData);
      PKCS12SafeBagFactory bags =
          encrypted ? new PKCS12SafeBagFactory(info, decryptor) : new PKCS12SafeBagFactory(info);
      for (PKCS12SafeBag bag : bags.getSafeBags()) {
        @Nullable Object value = bag.getBagValue();
        if (value instanceof PKCS8EncryptedPrivateKeyInfo wrapped && secret == null) {
          secret =
              (ECPrivateKeyParameters)
                  PrivateKeyFactory.createKey(wrapped.decryptPrivateKeyInfo(decryptor));
        } else if (value instanceof X509CertificateHolder holder && certificate == null) {
          certificate = OfficerCertificate.fromDer(holder.getEncoded());
        }
      }
    }
    if (secret == null || certificate == null) {
      throw notOurs(file);
    }
    PersonalKey key = new PersonalKey(secret, certificate);
    if (!key.fits()) {
      throw notOurs(file);
    }
    return key;
  }

  private static BadKeyFile notOurs(Path file) {
    return new BadKeyFile(
        file,
        "not a PKCS#12 file with one SM2 key and its certificate",
        "put the file back from its copy, or make a new key");
  }

  private static OutputEncryptor encryptor(char[] password, int iterations, SecureRandom random)
      throws OperatorCreationException {
    return new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
        .setProvider(PROVIDER)
        .setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
        .setIterationCount(iterations)
        .setRandom(random)
        .build(password);
  }
}
