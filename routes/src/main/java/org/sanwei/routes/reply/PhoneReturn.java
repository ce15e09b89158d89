package org.sanwei.routes.reply;

import java.util.Set;
import org.sanwei.routes.reply.ReturnAddress.Nobody;
import org.sanwei.routes.reply.ReturnAddress.Phone;
import org.sanwei.routes.reply.ReturnAddress.Why;
import org.sanwei.routes.sms.ShortMessage;
import org.sanwei.routes.sms.SmsBody;

/**
 * Finds the number that a text may be answered at: a mobile number of the mainland and nothing
 * else. Service numbers answer by themselves, and foreign ones cost what a stranger likes. Pure.
 */
final class PhoneReturn {
  private static final int DIGITS = 11;

  private PhoneReturn() {}

  /** {@code ours} are the numbers that our outlets send from. */
  static ReturnAddress of(SmsBody text, Set<String> ours) {
    if (ours.contains(text.sender())) {
      return Nobody.because(Why.OURS);
    }
    if (text.parts().stream().anyMatch(part -> ShortMessage.type(part.esmClass()) != 0)) {
      return Nobody.because(Why.AUTOMATIC);
    }
    String number = national(text.sender());
    boolean mobile =
        number.length() == DIGITS
            && number.chars().allMatch(c -> c >= '0' && c <= '9')
            && number.charAt(0) == '1'
            && number.charAt(1) >= '3';
    return mobile ? new Phone(number) : Nobody.because(Why.NOT_A_MOBILE);
  }

  private static String national(String number) {
    for (String prefix : new String[] {"+86", "0086", "86"}) {
      if (number.startsWith(prefix) && number.length() == prefix.length() + DIGITS) {
        return number.substring(prefix.length());
      }
    }
    return number;
  }
}
