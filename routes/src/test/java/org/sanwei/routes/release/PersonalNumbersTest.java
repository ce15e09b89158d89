package org.sanwei.routes.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalNumbersTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a mobile number                       | 联系人电话13800138000请回电      | 联系人电话138****8000请回电
          grouped by hyphens                    | 138-0013-8000                | 138-****-8000
          grouped by spaces                     | 138 0013 8000                | 138 **** 8000
          in full width                         | １３８００１３８０００         | １３８****８０００
          with the country's code               | +8613800138000               | +86138****8000
          with the country's code, apart        | 86 13800138000               | 86 138****8000
          an identity card                      | 身份证110101199003070011。     | 身份证110101********0011。
          an identity card ending in X          | 11010119900307001X           | 110101********001X
          an identity card in groups            | 110101 19900307 001X         | 110101 ******** 001X
          an old identity card                  | 110101900307001              | 110101*****7001
          a bank card                           | 6222020200112233445          | 622202*********3445
          an office's number with an area code  | 值班室010-12345678            | 值班室010-******78
          area code in brackets                 | （0371）65571234              | （0371）******34
          area code without a separator         | 037165571234                 | 0371******34
          two numbers side by side              | 13800138000、13900139000      | 138****8000、139****9000
          a sum of money stays                  | 直接经济损失12345678元          | 直接经济损失12345678元
          a date and a time stay                | 2026-11-22 13:45             | 2026-11-22 13:45
          eleven digits that are no mobile stay | 编号20261122001               | 编号20261122001
          twelve digits stay                    | 138001380001                 | 138001380001
          a police number stays                 | 已拨打110、119                | 已拨打110、119
          a list of casualties stays            | 3人死亡,10人受伤,1380户停电     | 3人死亡,10人受伤,1380户停电
          nothing to mask                       | 全市平稳                       | 全市平稳
          """)
  void masks(String why, String text, String expected) {
    assertThat(PersonalNumbers.mask(text).text()).as(why).isEqualTo(expected);
  }

  @ParameterizedTest(name = "length {0}")
  @CsvSource({"1000", "100000"})
  void isLinearInDigitsAndSeparators(int length) {
    String text = "1-".repeat(length);
    assertThat(PersonalNumbers.mask(text).text()).isEqualTo(text);
  }
}
