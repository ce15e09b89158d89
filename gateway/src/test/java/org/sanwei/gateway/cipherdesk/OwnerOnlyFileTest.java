package org.sanwei.gateway.cipherdesk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an officer writes to a file is there whole, for the officer alone, or not at all. */
class OwnerOnlyFileTest {
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rw-------");

  private final Path directory;

  OwnerOnlyFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void whatAKilledOneLeftIsSaidAndReplacedByOneOfTheOwnersOnly() throws Exception {
    Path file = directory.resolve("out");
    Path half = Files.writeString(directory.resolve("out.part"), "half");
    Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThat(OwnerOnlyFile.removeHalf(file)).contains(half);
    assertThat(OwnerOnlyFile.removeHalf(file)).isEmpty();
    OwnerOnlyFile.write(
        file,
        out -> {
          out.write(1);
          assertThat(Files.getPosixFilePermissions(half)).isEqualTo(OWNERS);
        });

    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(OWNERS);
    assertThat(half).doesNotExist();
  }

  @Test
  void whatFailsLeavesNothing() {
    Path file = directory.resolve("out");

    assertThatThrownBy(
            () ->
                OwnerOnlyFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("the line broke");
                    }))
        .hasRootCauseMessage("the line broke");

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aProgramThatIsToldToEndInTheMiddleLeavesNothing() throws Exception {
    Path file = directory.resolve("out");
    Process writing =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writing.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(writing.getInputStream(), UTF_8))) {
      assertThat(said.readLine()).isEqualTo("in the middle");
      assertThat(directory.resolve("out.part")).exists();

      writing.destroy();

      assertThat(writing.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(directory).isEmptyDirectory();
    } finally {
      writing.destroyForcibly();
    }
  }

  /** Writes half of a file and waits. */
  static final class Writing {
    private Writing() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
      OwnerOnlyFile.write(
          Path.of(args[0]),
          out -> {
            out.write(1);
            System.out.println("in the middle");
            // Not for its input's end, which comes with the signal.
            new CompletableFuture<Void>().join();
          });
    }
  }
}
