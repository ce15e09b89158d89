package org.sanwei.gateway.cli;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.read.ReadResult;

/** Files of the command line are read by another process, which leaves nothing behind. */
class ReadFilesTest {
  private final PrintWriter warnings = new PrintWriter(new StringWriter());

  @TempDir private Path dir = Path.of("");

  @Test
  void aFileIsReadByAChildThatEndsWithTheCommand() throws IOException {
    Path file = Files.writeString(dir.resolve("a.txt"), "机密★10年");
    Path folder;
    List<ProcessHandle> children;
    try (ReadFiles files = new ReadFiles("fax-mail", warnings)) {
      ReadResult read = files.read(file);

      assertThat(read.content().parts()).extracting(Part::text).contains("机密★10年");
      folder = files.folder();
      children = children();
      assertThat(children).isNotEmpty();
    }
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(folder).doesNotExist();
  }

  @Test
  void aFileThatIsTooLargeIsHeldUnread() throws IOException {
    Path file = dir.resolve("large.bin");
    try (var large = Files.newByteChannel(file, Set.of(WRITE, CREATE))) {
      large.position(ReadFiles.LARGEST_BYTES).write(ByteBuffer.wrap(new byte[1]));
    }

    try (ReadFiles files = new ReadFiles("fax-mail", warnings)) {
      assertThat(files.read(file).content().unread())
          .containsExactly(new Unread("0", UnreadReason.TOO_LARGE));
    }
  }

  @Test
  void aCommandThatReadsNothingLeavesNothingEither() throws IOException {
    ReadFiles files = new ReadFiles("fax-mail", warnings);

    files.close();

    assertThat(files.folder()).doesNotExist();
  }

  @Test
  void aCommandThatIsStoppedLeavesNothingEither() throws Exception {
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + dir,
                "-cp",
                System.getProperty("java.class.path"),
                ReadsForEver.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path work;
    try (var said = command.inputReader()) {
      work = Path.of(said.lines().filter(line -> line.startsWith("/")).findFirst().orElseThrow());
      assertThat(work).exists();
      assertThat(dir).isNotEmptyDirectory();

      command.destroy();
      assertThat(command.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      command.destroyForcibly();
    }
    assertThat(work).doesNotExist();
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void whatAKilledCommandLeftIsRemovedByALaterOneAndWhatIsInUseIsNot() throws IOException {
    Instant later = Instant.now().plus(Duration.ofHours(2));
    OwnFolder inUse = OwnFolder.in(dir);
    Path left = Files.createDirectory(dir.resolve("sanwei-files1"));
    Files.writeString(Files.createFile(left.resolve("in-use")), "");
    Files.createDirectories(left.resolve("reader").resolve("work-files").resolve("1"));
    Path unlocked = Files.createDirectory(dir.resolve("sanwei-files2"));
    Path other = Files.createDirectory(dir.resolve("somebody"));

    OwnFolder.removeLeft(dir, Instant.now());
    assertThat(left).exists();

    OwnFolder.removeLeft(dir, later);
    assertThat(left).doesNotExist();
    assertThat(inUse.path()).exists();
    assertThat(unlocked).exists();
    assertThat(other).exists();

    OwnFolder.removeLeft(dir, later.plus(Duration.ofDays(1)));
    assertThat(unlocked).doesNotExist();
    inUse.close();
    assertThat(inUse.path()).doesNotExist();
  }

  /** A command that somebody stops when its child stands and says where it works. */
  static final class ReadsForEver {
    private ReadsForEver() {}

    public static void main(String[] none) throws Exception {
      PrintWriter warnings = new PrintWriter(new StringWriter());
      try (ReadFiles files = new ReadFiles("fax-mail", warnings)) {
        Path file = Files.writeString(files.folder().resolve("a.txt"), "x");
        files.read(file);
        System.out.println(workOf(children().get(0)));
        new CountDownLatch(1).await();
      }
    }

    /** Where it was told to work. */
    private static String workOf(ProcessHandle child) {
      return Stream.of(child.info().arguments().orElseThrow())
          .filter(argument -> argument.startsWith("-Djava.io.tmpdir="))
          .map(argument -> argument.substring(argument.indexOf('=') + 1))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .toList();
  }
}
