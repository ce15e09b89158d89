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
import java.util.List;
import java.util.Set;
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

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .toList();
  }
}
