package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sanwei.gateway.bench.Footprint;

/**
 * Looks at a process's memory every few seconds until closed, and reads what its collector wrote
 * down of its heap.
 */
final class Gauge implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final ProcessHandle process;
  private final Path collections;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private volatile double peakMegabytes;
  private volatile double peakOfAllMegabytes;

  /**
   * @param collections the file that {@link #options} named
   */
  Gauge(ProcessHandle process, Path collections) {
    this.process = process;
    this.collections = collections;
    var unused =
        clock.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What a gateway is started with, to be looked at so. */
  static List<String> options(String heap, Path collections) {
    return List.of(
        "-Xmx" + heap,
        "-XX:+ExitOnOutOfMemoryError",
        "-Xlog:gc:file=" + collections + "::filecount=0");
  }

  private void look() {
    try {
      peakMegabytes = Math.max(peakMegabytes, Footprint.alone(process).megabytes());
      peakOfAllMegabytes = Math.max(peakOfAllMegabytes, Footprint.of(process).megabytes());
    } catch (IOException e) {
      // One of the database's processes went away between two looks.
      return;
    }
  }

  /** The most that the gateway's own process had, as PSS. */
  double peakMegabytes() {
    return peakMegabytes;
  }

  /** The same with the database and all else that it started. */
  double peakOfAllMegabytes() {
    return peakOfAllMegabytes;
  }

  /**
   * Of the collector's notes: what the heap held at most before a collection, and at most after a
   * whole one, in megabytes, and how long all of them took.
   */
  record Heap(int fullest, int fullestAfterWhole, Duration collecting) {
    /** In MB; a collector that never had to look through the whole heap says nothing of it. */
    String afterWhole() {
      return fullestAfterWhole == 0 ? "没有做过 none was made" : fullestAfterWhole + " MB";
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d MB at most, %d MB after whole collections, %.1f s collecting",
          fullest,
          fullestAfterWhole,
          collecting.toMillis() / 1000.0);
    }
  }

  /** Lines such as {@code [2.1s][info][gc] GC(3) Pause Full (Why) 93M->27M(247M) 61.3ms}. */
  Heap heap() throws IOException {
    int fullest = 0;
    int afterWhole = 0;
    double millis = 0;
    for (String line : Files.readAllLines(collections)) {
      int arrow = line.indexOf("M->");
      if (arrow < 0 || !line.endsWith("ms")) {
        continue;
      }
      int before = number(line.substring(line.lastIndexOf(' ', arrow) + 1, arrow));
      int after = number(line.substring(arrow + 3, line.indexOf('M', arrow + 3)));
      fullest = Math.max(fullest, before);
      if (line.contains("Pause Full")) {
        afterWhole = Math.max(afterWhole, after);
      }
      millis += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1, line.length() - 2));
    }
    return new Heap(fullest, afterWhole, Duration.ofNanos((long) (millis * 1e6)));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
