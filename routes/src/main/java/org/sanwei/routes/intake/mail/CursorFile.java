package org.sanwei.routes.intake.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.sanwei.crypto.Sm3;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two small files of a channel: the cursor, written for each mail; and the day of the first contact
 * with a mailbox, written once, from which days before it are counted, so that a lost cursor costs
 * duplicates and no mail. Each is replaced whole and on the disk when a call returns. For one
 * thread.
 */
final class CursorFile {
  private static final Logger LOG = LoggerFactory.getLogger(CursorFile.class);
  private static final int MOST_BYTES = 1024 * 1024;

  private final String channel;
  private final Path directory;

  /** {@code directory} is made when it is needed. */
  CursorFile(String channel, Path directory) {
    this.channel = channel;
    this.directory = directory;
  }

  /** Names a mailbox in the files. */
  static String digest(String host, String user, String folder) {
    return Sm3.hex((host + '\0' + user + '\0' + folder).getBytes(UTF_8));
  }

  /** The cursor of this mailbox; empty when there is none, or none that can be read. */
  Optional<Cursor> load(String mailbox) {
    Optional<String> text = read(cursor());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Cursor> cursor = Cursor.decode(text.get());
    if (cursor.isEmpty()) {
      LOG.error(
          "channel {}: its place in the mailbox is not readable in {}; mails will come a second"
              + " time and be known as duplicates",
          channel,
          cursor());
    }
    return cursor.filter(found -> found.mailbox().equals(mailbox));
  }

  /**
   * @throws UncheckedIOException when it is not on the disk
   */
  void save(Cursor cursor) {
    write(cursor(), cursor.encoded());
  }

  /** The day that was written down for this mailbox, or this one, which then is. */
  LocalDate dayOfFirstContact(String mailbox, LocalDate today) {
    Path file = directory.resolve(channel + ".contact");
    Optional<LocalDate> known =
        read(file)
            .map(String::strip)
            .filter(text -> text.startsWith(mailbox + " "))
            .flatMap(text -> day(text.substring(mailbox.length() + 1)));
    if (known.isEmpty()) {
      write(file, mailbox + " " + today + "\n");
    }
    return known.orElse(today);
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Path cursor() {
    return directory.resolve(channel + ".cursor");
  }

  /** A file that cannot be read for another reason than that it is missing is not overwritten. */
  private static Optional<String> read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        return Optional.of("");
      }
      return Optional.of(new String(Files.readAllBytes(file), UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path file, String text) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createDirectories(directory);
      try (FileChannel out =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
        entry.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
