package org.sanwei.config.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sanwei.config.policy.Policy;
import org.sanwei.crypto.Sm3;

/**
 * Reads {@code policy/*.yaml} of a configuration directory into one {@link Policy}. Sections may be
 * spread over the files in any way; their order means nothing. Never throws for what a file holds.
 */
public final class PolicyLoader {
  private static final HexFormat HEX = HexFormat.of();

  private PolicyLoader() {}

  /** All of the policy below {@code config}, or everything that is wrong with it. */
  public static Loading<Policy> load(Path config) {
    List<Problem> problems = new ArrayList<>();
    Path dir = config.resolve("policy");
    SortedMap<String, byte[]> read = new TreeMap<>();
    for (Path file : files(dir, problems)) {
      byte[] bytes = YamlFile.bytes(file, "policy/" + file.getFileName(), problems);
      if (bytes != null) {
        read.put(file.getFileName().toString(), bytes);
      }
    }
    return read(read, problems);
  }

  /**
   * As {@link #load}, of files that are not on a disk, by name. Names that do not end in {@code
   * .yaml} are problems here.
   */
  public static Loading<Policy> of(Map<String, byte[]> files) {
    List<Problem> problems = new ArrayList<>();
    SortedMap<String, byte[]> read = new TreeMap<>();
    files.forEach(
        (name, bytes) -> {
          SourcePos at = new SourcePos("policy/" + name, 1, 1);
          if (!name.endsWith(".yaml")) {
            problems.add(new Problem(at, "is no policy file", "give files named *.yaml only"));
          } else if (bytes.length > YamlFile.MAX_BYTES) {
            String what = "is larger than " + YamlFile.MAX_BYTES + " bytes";
            problems.add(new Problem(at, what, "split it into two files"));
          } else {
            read.put(name, bytes);
          }
        });
    return read(read, problems);
  }

  private static Loading<Policy> read(SortedMap<String, byte[]> files, List<Problem> problems) {
    PolicyReader reader = new PolicyReader(problems);
    List<byte[]> digested = new ArrayList<>();
    files.forEach(
        (name, bytes) -> {
          digested.add(prefixed(name.getBytes(StandardCharsets.UTF_8)));
          digested.add(prefixed(bytes));
          Fields fields = YamlFile.parse(bytes, "policy/" + name, problems);
          if (fields != null) {
            reader.read(fields);
          }
        });
    Policy policy = reader.finish(HEX.formatHex(Sm3.of(digested.toArray(byte[][]::new))));
    return policy == null || !problems.isEmpty()
        ? new Loading.Refused<>(sorted(problems))
        : new Loading.Loaded<>(policy);
  }

  private static List<Path> files(Path dir, List<Problem> problems) {
    try (Stream<Path> all = Files.list(dir)) {
      List<Path> files =
          all.filter(f -> f.getFileName().toString().endsWith(".yaml"))
              .sorted(Comparator.comparing(f -> f.getFileName().toString()))
              .toList();
      if (!files.isEmpty()) {
        return files;
      }
    } catch (IOException e) {
      // Falls through: no directory and an empty one are mended in the same way.
    }
    problems.add(
        new Problem(
            new SourcePos("policy", 1, 1),
            "there are no policy files in " + dir,
            "copy the shipped ones there, or name another directory with --config"));
    return List.of();
  }

  private static byte[] prefixed(byte[] bytes) {
    return ByteBuffer.allocate(Long.BYTES + bytes.length).putLong(bytes.length).put(bytes).array();
  }

  static List<Problem> sorted(List<Problem> problems) {
    return problems.stream()
        .sorted(
            Comparator.comparing((Problem p) -> p.at().file())
                .thenComparingInt(p -> p.at().line())
                .thenComparingInt(p -> p.at().column()))
        .toList();
  }
}
