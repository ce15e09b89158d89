package org.sanwei.gateway.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.wiring.StartRefused;

/** The password of a personal key: from a file, or typed by its holder. */
final class Passwords {
  private static final int LEAST = 8;

  private Passwords() {}

  /** The caller wipes it. */
  static char[] of(@Nullable Path file) throws IOException {
    if (file != null) {
      return Files.readString(file).strip().toCharArray();
    }
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("口令 password: ");
    if (typed == null || typed.length < LEAST) {
      throw new StartRefused(
          "no password of " + LEAST + " characters or more was given",
          "type one, or use --password-file");
    }
    return typed;
  }
}
