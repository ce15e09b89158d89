package org.sanwei.gateway.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DUTY_OFFICER           | READ_ITEMS CLAIM CLOSE RAISE CORRECT ASK_RESEND TAKE_DOWN READ_BULLETINS DRAFT REVIEW READ_POLICY READ_ACCOUNTS READ_CHANNELS TEST_CHANNELS
          DUTY_LEADER            | READ_ITEMS CLAIM CLOSE RAISE CORRECT ASK_RESEND TAKE_DOWN READ_BULLETINS REVIEW SIGN READ_POLICY READ_ACCOUNTS READ_CHANNELS TEST_CHANNELS COMPARE_REGISTER
          INFORMATION_EDITOR     | READ_ITEMS RAISE CORRECT READ_BULLETINS DRAFT REVIEW READ_POLICY READ_ACCOUNTS READ_CHANNELS
          SYSTEM_ADMINISTRATOR   | READ_ACCOUNTS READ_CHANNELS TEST_CHANNELS READ_METRICS
          SECURITY_ADMINISTRATOR | READ_LEDGER READ_POLICY READ_ACCOUNTS READ_CHANNELS SIMULATE_POLICY
          SECURITY_AUDITOR       | READ_LEDGER READ_POLICY READ_ACCOUNTS READ_CHANNELS READ_METRICS
          NONE                   |
          """)
  void eachPostMayDoWhatTheTableSays(Role role, String acts) {
    Set<Act> expected =
        acts == null
            ? EnumSet.noneOf(Act.class)
            : Arrays.stream(acts.split(" ")).map(Act::valueOf).collect(Collectors.toSet());

    assertThat(Permissions.of(role)).isEqualTo(expected);
  }

  @Test
  void noOfficerOfTheThreeReadsBusinessDataOrSigns() {
    for (Role role :
        List.of(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.SECURITY_AUDITOR)) {
      assertThat(Permissions.of(role))
          .doesNotContain(
              Act.READ_ITEMS,
              Act.TAKE_DOWN,
              Act.READ_BULLETINS,
              Act.CLAIM,
              Act.DRAFT,
              Act.REVIEW,
              Act.SIGN);
    }
  }

  @Test
  void whatAPostDoesNotAllowIsForbidden() {
    Person auditor = new Person(new UUID(0, 1), "auditor", "赵审", Role.SECURITY_AUDITOR, "370900");

    Permissions.require(auditor, Act.READ_LEDGER);

    assertThatThrownBy(() -> Permissions.require(auditor, Act.READ_ITEMS))
        .isInstanceOf(Forbidden.class);
    assertThat(auditor.toString()).doesNotContain("赵审");
  }
}
