package org.sanwei.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Memory and processor time of a process with all that it started. Memory is PSS of {@code
 * /proc/PID/smaps_rollup} (proc(5)): pages that several share are divided among them, so that
 * PostgreSQL's shared buffers count once.
 */
public record Footprint(double megabytes, Duration processorTime) {
  private static final double KILOBYTES_PER_MEGABYTE = 1024;

  /** With all that it started. */
  public static Footprint of(ProcessHandle process) throws IOException {
    return of(Stream.concat(Stream.of(process), process.descendants()).toList());
  }

  /** Without what it started. */
  public static Footprint alone(ProcessHandle process) throws IOException {
    return of(List.of(process));
  }

  private static Footprint of(List<ProcessHandle> all) throws IOException {
    double kilobytes = 0;
    for (ProcessHandle one : all) {
      kilobytes += pssKilobytes(one.pid());
    }
    Duration time =
        all.stream()
            .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus);
    return new Footprint(kilobytes / KILOBYTES_PER_MEGABYTE, time);
  }

  private static long pssKilobytes(long pid) throws IOException {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .sum();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
