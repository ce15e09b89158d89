package org.sanwei.gateway.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The leaders of the drill: who they are, on which number and under which WeCom userid. */
public record PhoneBook(List<Owner> owners) {

  /**
   * One leader and one phone.
   *
   * @param userId as WeCom names the member; compared without case
   */
  public record Owner(String name, String post, String number, String userId) {}

  public PhoneBook {
    owners = List.copyOf(owners);
  }

  /** Four invented leaders; the last one's phone is off, so its messages come back UNDELIV. */
  public static PhoneBook invented() {
    return new PhoneBook(
        List.of(
            new Owner("周明远", "市委书记", "13900000001", "zhoumingyuan"),
            new Owner("沈若兰", "市长", "13900000002", "shenruolan"),
            new Owner("陆怀安", "分管副市长", "13900000003", "luhuaian"),
            new Owner("秦向北", "市委秘书长（关机）", "13900000000", "qinxiangbei")));
  }

  Optional<Owner> byNumber(String number) {
    String wanted = withoutCountry(number);
    return owners.stream().filter(o -> withoutCountry(o.number()).equals(wanted)).findFirst();
  }

  Optional<Owner> byUserId(String userId) {
    String wanted = userId.toLowerCase(Locale.ROOT);
    return owners.stream()
        .filter(o -> o.userId().toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }

  /** 0086, +86 and 86 before an eleven-digit number say the same as nothing. */
  static String withoutCountry(String number) {
    String digits = number.startsWith("+") ? number.substring(1) : number;
    for (String prefix : List.of("0086", "86")) {
      if (digits.startsWith(prefix) && digits.length() == prefix.length() + 11) {
        return digits.substring(prefix.length());
      }
    }
    return digits;
  }
}
