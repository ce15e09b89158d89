package org.sanwei.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on; without it they say nothing. */
public record Machine(
    String processor, int processors, long memoryMegabytes, String java, String system) {
  private static final long KILOBYTES_PER_MEGABYTE = 1024;

  /** This one. */
  public static Machine here() throws IOException {
    return new Machine(
        valueOf(Path.of("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(valueOf(Path.of("/proc/meminfo"), "MemTotal").replaceAll("[^0-9]", ""))
            / KILOBYTES_PER_MEGABYTE,
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  private static String valueOf(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("0");
  }
}
