package org.sanwei.routes.release;

/**
 * What operators demand of a text message; a deployment's outlet may say otherwise. Lengths are
 * UCS-2 units of 2 bytes.
 *
 * @param signature the registered signature without its brackets
 * @param singleUnits what fits one message without a header
 * @param partUnits what fits each part of a longer one, after the header of 6 bytes
 * @param maxSegments more than this is refused
 * @param forbidden characters that may not stand in the body
 */
public record SmsRules(
    String signature, int singleUnits, int partUnits, int maxSegments, String forbidden) {

  public SmsRules {
    if (signature.isBlank() || signature.contains("【") || signature.contains("】")) {
      throw new IllegalArgumentException("the SMS signature is given without brackets");
    }
    if (singleUnits > 70 || partUnits > 67 || partUnits < 2 || singleUnits < partUnits) {
      throw new IllegalArgumentException("a segment holds at most 70 units alone, 67 as a part");
    }
    if (maxSegments < 1 || maxSegments > 255) {
      throw new IllegalArgumentException("1 to 255 segments");
    }
  }

  /** The usual rules of the three operators (DOMAIN: channel limits). */
  public static SmsRules usual(String signature) {
    return new SmsRules(signature, 70, 67, 6, "【】★☆※");
  }
}
