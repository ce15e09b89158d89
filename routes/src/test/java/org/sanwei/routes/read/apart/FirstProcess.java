package org.sanwei.routes.read.apart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A gateway that is the first process of its container, as far as its readers go. */
final class FirstProcess {
  private FirstProcess() {}

  /** Reads a mail in the directory named, ends its readers and says who is left of them. */
  public static void main(String[] directory) throws IOException {
    Path data = Path.of(directory[0]);
    long began;
    boolean read;
    try (ReaderProcesses readers =
        ReaderProcesses.open(ReaderSettings.text(1_000_000, 1), data, new Random(7)::nextLong)) {
      read = readers.read(Mails.mail("x")).content().unread().isEmpty();
      began = System.nanoTime();
    }
    long seconds = (System.nanoTime() - began) / 1_000_000_000;
    long left = ProcessHandle.current().descendants().count();
    String said = "read " + read + ", left " + left + ", in time " + (seconds < 5);
    Files.writeString(data.resolve("said"), ProcessHandle.current().pid() + ": " + said);
  }
}
