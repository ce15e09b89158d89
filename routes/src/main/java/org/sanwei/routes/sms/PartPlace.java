package org.sanwei.routes.sms;

/**
 * Which part of which long message a segment is. {@code part} is 1 to {@code total}, {@code total}
 * 2 to 255. The reference says nothing beyond one sender and one time: it comes again.
 */
public record PartPlace(By by, int reference, int total, int part) {

  /** What named the place. Equal references by different means are different messages. */
  public enum By {
    /** A user data header with an 8 bit reference (TS 23.040 §9.2.3.24.1). */
    UDH_8,
    /** A user data header with a 16 bit reference (TS 23.040 §9.2.3.24.8). */
    UDH_16,
    /** The parameters sar_msg_ref_num and its two companions (SMPP 3.4 §5.3.2.22 to §5.3.2.24). */
    SAR
  }

  public PartPlace {
    if (!possible(total, part)) {
      throw new IllegalArgumentException("a part is 1 to total, and total 2 to 255");
    }
  }

  /** Whether such a place can be; what names another stands for itself, as one whole message. */
  public static boolean possible(int total, int part) {
    return total >= 2 && total <= 255 && part >= 1 && part <= total;
  }
}
