package org.sanwei.crypto.key;

import static org.sanwei.crypto.der.Der.as;
import static org.sanwei.crypto.der.Der.check;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.util.BigIntegers;
import org.sanwei.crypto.der.Der;
import org.sanwei.crypto.der.NotDer;
import org.sanwei.crypto.der.Oids;
import org.sanwei.crypto.der.StrictDer;

/** SM2 as ENVELOPE.md fixes it: one curve, SM3, the standard's default user id. */
final class Sm2 {
  static final ECNamedDomainParameters CURVE =
      new ECNamedDomainParameters(Oids.SM2_CURVE, GMNamedCurves.getByOID(Oids.SM2_CURVE));

  private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
  private static final int FIELD_SIZE_BYTES = 32;
  private static final int DIGEST_SIZE_BYTES = 32;
  private static final int MAX_WRAPPED_SIZE_BYTES = 256;
  private static final byte UNCOMPRESSED = 4;

  private Sm2() {}

  static AsymmetricCipherKeyPair newPair(SecureRandom random) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(CURVE, random));
    return generator.generateKeyPair();
  }

  static byte[] sign(ECPrivateKeyParameters key, byte[] message, SecureRandom random) {
    SM2Signer signer = new SM2Signer();
    signer.init(true, new ParametersWithID(new ParametersWithRandom(key, random), USER_ID));
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException("SM2 signing failed", e);
    }
  }

  static boolean verify(ECPublicKeyParameters key, byte[] message, byte[] signature) {
    SM2Signer signer = new SM2Signer();
    signer.init(false, new ParametersWithID(key, USER_ID));
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  /** Encrypts a short secret, in the DER form of GM/T 0009: x, y, hash, cipher. */
  static byte[] wrap(ECPublicKeyParameters key, byte[] secret, SecureRandom random) {
    SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
    engine.init(true, new ParametersWithRandom(key, random));
    try {
      byte[] raw = engine.processBlock(secret, 0, secret.length);
      int yAt = 1 + FIELD_SIZE_BYTES;
      int hashAt = yAt + FIELD_SIZE_BYTES;
      int cipherAt = hashAt + DIGEST_SIZE_BYTES;
      ASN1EncodableVector parts = new ASN1EncodableVector();
      parts.add(new ASN1Integer(BigIntegers.fromUnsignedByteArray(raw, 1, FIELD_SIZE_BYTES)));
      parts.add(new ASN1Integer(BigIntegers.fromUnsignedByteArray(raw, yAt, FIELD_SIZE_BYTES)));
      parts.add(new DEROctetString(Arrays.copyOfRange(raw, hashAt, cipherAt)));
      parts.add(new DEROctetString(Arrays.copyOfRange(raw, cipherAt, raw.length)));
      return Der.encode(new DERSequence(parts));
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("SM2 encryption failed", e);
    }
  }

  /** Throws NotDer for another form, InvalidCipherTextException if it was not for this key. */
  static byte[] unwrap(ECPrivateKeyParameters key, byte[] wrapped)
      throws NotDer, InvalidCipherTextException {
    String want = "an SM2 ciphertext in the form of GM/T 0009";
    ASN1Sequence parts = Der.sequence(StrictDer.parse(wrapped, MAX_WRAPPED_SIZE_BYTES), 4, want);
    byte[] hash = as(ASN1OctetString.class, parts.getObjectAt(2), want).getOctets();
    check(hash.length == DIGEST_SIZE_BYTES, want);
    byte[] cipher = as(ASN1OctetString.class, parts.getObjectAt(3), want).getOctets();
    check(cipher.length > 0, want);
    byte[] raw = new byte[1 + 2 * FIELD_SIZE_BYTES + hash.length + cipher.length];
    raw[0] = UNCOMPRESSED;
    coordinate(parts, 0, raw, 1);
    coordinate(parts, 1, raw, 1 + FIELD_SIZE_BYTES);
    System.arraycopy(hash, 0, raw, 1 + 2 * FIELD_SIZE_BYTES, hash.length);
    System.arraycopy(cipher, 0, raw, raw.length - cipher.length, cipher.length);
    SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
    engine.init(false, key);
    try {
      return engine.processBlock(raw, 0, raw.length);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidCipherTextException("not a point of the curve");
    }
  }

  private static void coordinate(ASN1Sequence parts, int index, byte[] out, int offset)
      throws NotDer {
    BigInteger value =
        as(ASN1Integer.class, parts.getObjectAt(index), "a coordinate").getPositiveValue();
    check(value.bitLength() <= 8 * FIELD_SIZE_BYTES, "a coordinate of at most 256 bits");
    byte[] bytes = BigIntegers.asUnsignedByteArray(FIELD_SIZE_BYTES, value);
    System.arraycopy(bytes, 0, out, offset, FIELD_SIZE_BYTES);
  }
}
