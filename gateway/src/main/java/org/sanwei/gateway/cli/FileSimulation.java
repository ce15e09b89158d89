package org.sanwei.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.prove.Simulation;
import org.sanwei.gateway.wiring.StartRefused;
import org.sanwei.routes.read.ReadResult;

/** Reads each file of a directory once, and judges it under two policies. */
final class FileSimulation {
  private static final int MOST_NAMED = 20;
  private static final int PROGRESS_EVERY = 500;

  private final Simulation simulation;
  private final String channel;
  private final PrintWriter progress;

  FileSimulation(Policy before, Policy after, String channel, PrintWriter progress) {
    this.simulation = new Simulation(before, after, MOST_NAMED);
    this.channel = channel;
    this.progress = progress;
  }

  /** {@code unreadable} are files that could not be opened; what they say is not in the report. */
  record Done(Simulation.Report report, List<String> unreadable) {}

  Done run(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new StartRefused(directory + " is no directory", "name a directory with files in it");
    }
    List<String> unreadable = new ArrayList<>();
    List<Path> files = files(directory, unreadable);
    Instant now = Clock.systemUTC().instant();
    try (ReadFiles reader = new ReadFiles(channel, progress)) {
      for (int i = 0; i < files.size(); i++) {
        Path file = files.get(i);
        String name = directory.relativize(file).toString();
        try {
          if (Files.size(file) > ReadFiles.LARGEST_BYTES) {
            unreadable.add(name);
          } else {
            ReadResult read = reader.read(file);
            simulation.add(name, read.content(), new Arrival(channel, read.sender(), now));
          }
        } catch (IOException e) {
          unreadable.add(name);
        }
        if ((i + 1) % PROGRESS_EVERY == 0) {
          progress.printf("%d / %d%n", i + 1, files.size());
          progress.flush();
        }
      }
    }
    return new Done(simulation.report(), unreadable);
  }

  /** Links are not followed; what cannot be looked into is told like a file. */
  private static List<Path> files(Path directory, List<String> unreadable) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
            if (facts.isRegularFile()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            unreadable.add(directory.relativize(file).toString());
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return files;
  }
}
