package org.sanwei.gateway.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sanwei.gateway.database.TestDatabase;
import org.sanwei.gateway.people.People.Added;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

class PeopleTest {
  private static final String UNIT = "370900";

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.freshDatabase());
  private final People people =
      new People(jdbc, PasswordEncoderFactories.createDelegatingPasswordEncoder());

  @Test
  void onePersonHasOnePost() {
    assertThat(people.add(UNIT, "zhao", "赵某", Role.SYSTEM_ADMINISTRATOR, "password-1"))
        .isInstanceOf(Added.Done.class);

    assertThat(people.add(UNIT, "zhao", "别人", Role.SECURITY_AUDITOR, "password-1"))
        .as("the same login")
        .isInstanceOf(Added.Taken.class);
    assertThat(people.add(UNIT, "zhao2", "赵某", Role.SECURITY_AUDITOR, "password-1"))
        .as("the same name under another login")
        .isInstanceOf(Added.Taken.class);

    assertThat(people.all()).hasSize(1);
  }

  @Test
  void thePasswordIsKeptHashedAndOnlyTheRightOneOpens() {
    people.add(UNIT, "zhao", "赵某", Role.DUTY_OFFICER, "password-1");

    assertThat(jdbc.sql("select password from person").query(String.class).single())
        .startsWith("{bcrypt}")
        .doesNotContain("password-1");
    assertThat(people.verify("zhao", "password-1")).isPresent();
    assertThat(people.verify("zhao", "password-2")).isEmpty();
    assertThat(people.verify("nobody", "password-1")).isEmpty();
    assertThat(people.verify("zhao", "x".repeat(500))).isEmpty();
  }

  @Test
  void aForgottenPasswordIsReplaced() {
    people.add(UNIT, "zhao", "赵某", Role.DUTY_OFFICER, "password-1");

    assertThat(people.resetPassword("zhao", "password-2")).isTrue();
    assertThat(people.resetPassword("nobody", "password-2")).isFalse();

    assertThat(people.verify("zhao", "password-1")).isEmpty();
    assertThat(people.verify("zhao", "password-2")).isPresent();
  }

  @Test
  void aLoginOrPasswordThatCannotStandIsRefused() {
    assertThatThrownBy(() -> people.add(UNIT, "Zhao Ming", "赵某", Role.NONE, "password-1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> people.add(UNIT, "zhao", "赵某", Role.NONE, "short"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> people.add(UNIT, "zhao", "赵某", Role.NONE, "密".repeat(25)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("密");
  }

  @Test
  void theLedgersActorHasANameOnScreensOnly() {
    Person zhao =
        ((Added.Done) people.add(UNIT, "zhao", "赵某", Role.DUTY_OFFICER, "password-1")).person();

    assertThat(zhao.actor()).isEqualTo("person/" + zhao.id());
    assertThat(people.nameOf(zhao.actor())).isEqualTo("赵某");
    assertThat(people.nameOf("person/unknown")).isEqualTo("person/unknown");
    assertThat(people.find(zhao.id())).contains(zhao);
  }
}
