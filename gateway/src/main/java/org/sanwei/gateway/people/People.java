package org.sanwei.gateway.people;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The people of this service, in table {@code person}. Safe from many threads. A login and a name
 * exist once per unit, so that nobody is entered twice to hold two posts.
 */
public final class People {
  /** Longer passwords would be cut by bcrypt without a word. */
  static final int MAX_PASSWORD_BYTES = 72;

  private static final int MIN_PASSWORD_CHARACTERS = 8;
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final String COLUMNS = "id, login, name, role, unit";

  private final JdbcClient jdbc;
  private final PasswordEncoder encoder;
  private @Nullable String decoy;

  public People(JdbcClient jdbc, PasswordEncoder encoder) {
    this.jdbc = jdbc;
    this.encoder = encoder;
  }

  /** What came of adding a person. */
  public sealed interface Added {
    /** The person is there. */
    record Done(Person person) implements Added {}

    /** Login or name belongs to somebody already; nothing was written. */
    record Taken() implements Added {}
  }

  /**
   * Adds a person.
   *
   * @throws IllegalArgumentException when the login is not 1 to 64 of a-z, 0-9, dot, hyphen,
   *     underscore, or the password is shorter than 8 characters or longer than 72 bytes
   */
  public Added add(String unit, String login, String name, Role role, String password) {
    if (!LOGIN.matcher(login).matches()) {
      throw new IllegalArgumentException("a login must match " + LOGIN);
    }
    requireFit(password);
    return jdbc.sql(
            "insert into person (unit, login, name, role, password) values (?, ?, ?, ?, ?)"
                + " on conflict do nothing returning "
                + COLUMNS)
        .params(unit, login, name, role.name(), encoder.encode(password))
        .query((row, n) -> person(row))
        .optional()
        .<Added>map(Added.Done::new)
        .orElseGet(Added.Taken::new);
  }

  /**
   * Gives a person another password, after they forgot theirs; false when nobody has this login.
   *
   * @throws IllegalArgumentException as {@link #add} does
   */
  public boolean resetPassword(String login, String password) {
    requireFit(password);
    return jdbc.sql("update person set password = ? where login = ?")
            .params(encoder.encode(password), login)
            .update()
        == 1;
  }

  /** The person with this login. */
  public Optional<Person> find(String login) {
    return jdbc.sql("select " + COLUMNS + " from person where login = ?")
        .param(login)
        .query((row, n) -> person(row))
        .optional();
  }

  /** The person with this pseudonym. */
  public Optional<Person> find(UUID id) {
    return jdbc.sql("select " + COLUMNS + " from person where id = ?")
        .param(id)
        .query((row, n) -> person(row))
        .optional();
  }

  /** The name for screens of one whom the ledger calls {@code actor}; the actor when unknown. */
  public String nameOf(String actor) {
    return jdbc.sql("select name from person where 'person/' || id = ?")
        .param(actor)
        .query(String.class)
        .optional()
        .orElse(actor);
  }

  /** Everybody, by login. */
  public List<Person> all() {
    return jdbc.sql("select " + COLUMNS + " from person order by login")
        .query((row, n) -> person(row))
        .list();
  }

  /**
   * The person when the password is theirs. Takes as long for an unknown login as for a wrong
   * password.
   */
  Optional<Person> verify(String login, String password) {
    if (tooLong(password)) {
      return Optional.empty();
    }
    String nobodys = decoy();
    Optional<String> stored =
        jdbc.sql("select password from person where login = ?")
            .param(login)
            .query(String.class)
            .optional();
    boolean right = encoder.matches(password, stored.orElse(nobodys));
    return right && stored.isPresent() ? find(login) : Optional.empty();
  }

  /** Made at the first log-in, whoever's it is, and not at the start: it takes a hash's time. */
  private synchronized String decoy() {
    if (decoy == null) {
      decoy = encoder.encode("the password of nobody");
    }
    return decoy;
  }

  private static void requireFit(String password) {
    if (password.length() < MIN_PASSWORD_CHARACTERS || tooLong(password)) {
      throw new IllegalArgumentException(
          "a password has "
              + MIN_PASSWORD_CHARACTERS
              + " characters or more and at most "
              + MAX_PASSWORD_BYTES
              + " bytes");
    }
  }

  private static boolean tooLong(String password) {
    return password.getBytes(StandardCharsets.UTF_8).length > MAX_PASSWORD_BYTES;
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(
        row.getObject("id", UUID.class),
        row.getString("login"),
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        row.getString("unit"));
  }
}
