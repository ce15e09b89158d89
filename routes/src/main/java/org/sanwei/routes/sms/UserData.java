package org.sanwei.routes.sms;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The octets of a short message, header and text apart (TS 23.040 §9.2.3.24). {@code understood} is
 * false when the header is damaged, or holds an element that changes or adds to what the text says:
 * another alphabet's tables, pictures, formats.
 *
 * @param place of a part of a long message; null for any other
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
public record UserData(@Nullable PartPlace place, boolean understood, byte[] text) {
  private static final int CONCATENATED_8 = 0x00;
  private static final int CONCATENATED_16 = 0x08;

  /** Splits {@code body}, which starts with a header when {@code hasHeader}. Never throws. */
  public static UserData of(boolean hasHeader, byte[] body) {
    if (!hasHeader) {
      return new UserData(null, true, body);
    }
    int end = body.length == 0 ? 0 : 1 + (body[0] & 0xff);
    if (end == 0 || end > body.length) {
      return new UserData(null, false, body);
    }
    PartPlace place = null;
    boolean understood = true;
    int at = 1;
    while (at < end) {
      int value = at + 2;
      int next = value > end ? end + 1 : value + (body[at + 1] & 0xff);
      if (next > end) {
        understood = false;
        break;
      }
      int id = body[at] & 0xff;
      PartPlace found = place(id, body, value, next - value);
      understood &= found != null ? place == null || place.equals(found) : harmless(id);
      place = found != null ? found : place;
      at = next;
    }
    return new UserData(place, understood, Arrays.copyOfRange(body, end, body.length));
  }

  private static @Nullable PartPlace place(int id, byte[] body, int at, int length) {
    boolean wide = id == CONCATENATED_16 && length == 4;
    if (!wide && !(id == CONCATENATED_8 && length == 3)) {
      return null;
    }
    int reference = wide ? octet(body, at) << 8 | octet(body, at + 1) : octet(body, at);
    int counts = wide ? at + 2 : at + 1;
    int total = octet(body, counts);
    int part = octet(body, counts + 1);
    return PartPlace.possible(total, part)
        ? new PartPlace(wide ? PartPlace.By.UDH_16 : PartPlace.By.UDH_8, reference, total, part)
        : null;
  }

  /** Message indication, ports, centre's control and source, reply addresses: no text in them. */
  private static boolean harmless(int id) {
    return id == 0x01 || (id >= 0x04 && id <= 0x07) || id == 0x22 || id == 0x23;
  }

  private static int octet(byte[] body, int at) {
    return body[at] & 0xff;
  }

  @Override
  public String toString() {
    return "UserData[" + place + ", " + text.length + " octets]";
  }
}
