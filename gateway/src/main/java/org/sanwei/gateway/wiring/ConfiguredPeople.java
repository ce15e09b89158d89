package org.sanwei.gateway.wiring;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.people.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people that a deployment's {@code people.properties} names, one line each: {@code login=ROLE
 * 姓名}. At each start those who are not there yet are added, with the first password from {@code
 * secrets/person-LOGIN}; nobody is changed or removed. A file {@code secrets/person-LOGIN.reset}
 * gives its owner a new password at the next start and is then deleted.
 */
final class ConfiguredPeople {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredPeople.class);
  private static final String FILE = "people.properties";

  private final Path configDir;
  private final String unit;
  private final People people;

  ConfiguredPeople(Path configDir, String unit, People people) {
    this.configDir = configDir;
    this.unit = unit;
    this.people = people;
  }

  /**
   * @throws StartRefused when a line is no such line, or a password file is missing or too short
   */
  void addMissing() {
    Path file = configDir.resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    Properties lines = read(file);
    for (String login : new TreeSet<>(lines.stringPropertyNames())) {
      add(file, login, lines.getProperty(login, "").strip());
    }
  }

  private void add(Path file, String login, String line) {
    String[] parts = line.split("\\s+", 2);
    Role role = role(file, login, parts[0]);
    if (parts.length < 2 || parts[1].isBlank()) {
      throw new StartRefused(
          file + ": '" + login + "' has no name", "write " + login + "=" + role + " 姓名");
    }
    Path first = configDir.resolve("secrets").resolve("person-" + login);
    Path reset = configDir.resolve("secrets").resolve("person-" + login + ".reset");
    try {
      if (people.find(login).isEmpty()) {
        if (people.add(unit, login, parts[1].strip(), role, password(first))
            instanceof People.Added.Taken) {
          throw new StartRefused(
              file + ": the name of '" + login + "' belongs to another account",
              "one person holds one post: give two people of one name a distinction");
        }
        LOG.info("added the account '{}' as {}", login, role);
      } else if (Files.exists(reset)) {
        people.resetPassword(login, password(reset));
        Files.delete(reset);
        LOG.info("the account '{}' has a new password", login);
      }
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          file + ": '" + login + "' cannot be added: " + e.getMessage(),
          "correct the login or its password file");
    } catch (IOException e) {
      throw new StartRefused(
          reset + " cannot be deleted", "delete it by hand: the password is set already");
    }
  }

  private static Role role(Path file, String login, String word) {
    try {
      return Role.valueOf(word);
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          file + ": '" + login + "' has the unknown post '" + word + "'",
          "write one of "
              + Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining(", ")));
    }
  }

  private static Properties read(Path file) {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      lines.load(reader);
      return lines;
    } catch (IOException | IllegalArgumentException e) {
      throw new StartRefused(file + " cannot be read as UTF-8 properties", "save it as UTF-8");
    }
  }

  private static String password(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new StartRefused(
          file + " is missing or unreadable",
          "write a first password of 8 characters or more there");
    }
  }
}
