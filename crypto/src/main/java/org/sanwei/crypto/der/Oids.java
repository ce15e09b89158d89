package org.sanwei.crypto.der;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The object identifiers of docs/ENVELOPE.md; the Chinese ones are from GM/T 0006. */
public final class Oids {
  public static final ASN1ObjectIdentifier SM3 = oid("1.2.156.10197.1.401");

  /** What we write as signature algorithm: SM2 with SM3. */
  public static final ASN1ObjectIdentifier SM2_WITH_SM3 = oid("1.2.156.10197.1.501");

  /** What some peers write for the same. */
  public static final ASN1ObjectIdentifier SM2_SIGN = oid("1.2.156.10197.1.301.1");

  public static final ASN1ObjectIdentifier SM2_ENCRYPT_WITH_SM3 = oid("1.2.156.10197.1.301.3.2.1");
  public static final ASN1ObjectIdentifier SM2_CURVE = oid("1.2.156.10197.1.301");
  public static final ASN1ObjectIdentifier SM4_GCM = oid("1.2.156.10197.1.104.8");

  /** The signed attribute that says what a signature is for: a UTF8String. */
  public static final ASN1ObjectIdentifier PURPOSE =
      oid("2.25.150627832789603537697423323574800785523");

  /** The attribute that holds an envelope's header, signed and authenticated. */
  public static final ASN1ObjectIdentifier HEADER =
      oid("2.25.40768909373954176786060124117308030971");

  private Oids() {}

  public static AlgorithmIdentifier sm3() {
    return new AlgorithmIdentifier(SM3, DERNull.INSTANCE);
  }

  public static AlgorithmIdentifier sm2WithSm3() {
    return new AlgorithmIdentifier(SM2_WITH_SM3, DERNull.INSTANCE);
  }

  /** One of the two names that peers write for the same signature, without parameters. */
  public static boolean isSm2Signature(AlgorithmIdentifier algorithm) {
    boolean named =
        algorithm.getAlgorithm().equals(SM2_WITH_SM3) || algorithm.getAlgorithm().equals(SM2_SIGN);
    return named
        && (algorithm.getParameters() == null
            || DERNull.INSTANCE.equals(algorithm.getParameters()));
  }

  private static ASN1ObjectIdentifier oid(String dotted) {
    return new ASN1ObjectIdentifier(dotted);
  }
}
