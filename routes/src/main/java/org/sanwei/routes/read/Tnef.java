package org.sanwei.routes.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The attributes of a winmail.dat (MS-OXTNEF), in their order. {@code broken} says that the data
 * ends early, that a sum is wrong or that an attribute is of no known kind.
 */
record Tnef(List<Attribute> attributes, boolean broken) {
  static final int SUBJECT = 0x8004;
  static final int BODY = 0x800C;
  static final int FILE = 0x800F;
  static final int FILE_TITLE = 0x8010;
  static final int PICTURE_OF_FILE = 0x8011;
  static final int TRANSPORT_NAME = 0x9001;
  static final int FILE_BEGINS = 0x9002;
  static final int MESSAGE_PROPERTIES = 0x9003;
  static final int RECIPIENTS = 0x9004;
  static final int FILE_PROPERTIES = 0x9005;
  static final int CODE_PAGE = 0x9007;

  private static final int HEAD = 6;
  private static final int MOST_ATTRIBUTES = 5_000;

  /** Sender, dates, status, class and the like: words among them are read, none is a body. */
  private static final Set<Integer> OTHERS =
      Set.of(
          0x0000, 0x0001, 0x0002, 0x0006, 0x0008, 0x4009, 0x4014, 0x8000, 0x8005, 0x8006, 0x8007,
          0x8008, 0x8009, 0x800A, 0x800B, 0x800D, 0x8012, 0x8013, 0x8020, 0x9006, 0x9008);

  private static final Set<Integer> KNOWN =
      Set.of(
          SUBJECT,
          BODY,
          FILE,
          FILE_TITLE,
          PICTURE_OF_FILE,
          TRANSPORT_NAME,
          FILE_BEGINS,
          MESSAGE_PROPERTIES,
          RECIPIENTS,
          FILE_PROPERTIES,
          CODE_PAGE);

  /** {@code id} without its type. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
  record Attribute(int id, byte[] data) {}

  static Tnef of(byte[] bytes) {
    List<Attribute> attributes = new ArrayList<>();
    LittleEndian in = new LittleEndian(bytes);
    boolean broken = false;
    try {
      in.skip(HEAD);
      while (in.left() > 0 && attributes.size() < MOST_ATTRIBUTES) {
        in.u8();
        int id = (int) (in.u32() & 0xFFFF);
        byte[] data = in.run(in.u32());
        broken |= in.u16() != sum(data) || !(KNOWN.contains(id) || OTHERS.contains(id));
        attributes.add(new Attribute(id, data));
      }
      broken |= in.left() > 0;
    } catch (LittleEndian.Short e) {
      broken = true;
    }
    return new Tnef(List.copyOf(attributes), broken);
  }

  private static int sum(byte[] data) {
    int sum = 0;
    for (byte b : data) {
      sum = (sum + (b & 0xFF)) & 0xFFFF;
    }
    return sum;
  }
}
