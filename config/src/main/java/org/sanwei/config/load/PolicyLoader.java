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
    Loading<SourcedPolicy> loading = sourced(config);
    return loading instanceof Loading.Loaded<SourcedPolicy> loaded
        ? new Loading.Loaded<>(loaded.value().policy())
        : new Loading.Refused<>(loading.problems());
  }

  /** As {@link #load}, with the places of its rules. */
  public static Loading<SourcedPolicy> sourced(Path config) {
    List<Problem> problems = new ArrayList<>();
    Path dir = config.resolve("policy");
    PolicyReader reader = new PolicyReader(problems);
    List<byte[]> digested = new ArrayList<>();
    for (Path file : files(dir, problems)) {
      String name = "policy/" + file.getFileName();
      byte[] bytes = YamlFile.bytes(file, name, problems);
      if (bytes == null) {
        continue;
      }
      digested.add(prefixed(file.getFileName().toString().getBytes(StandardCharsets.UTF_8)));
      digested.add(prefixed(bytes));
      Fields fields = YamlFile.parse(bytes, name, problems);
      if (fields != null) {
        reader.read(fields);
      }
    }
    Policy policy = reader.finish(HEX.formatHex(Sm3.of(digested.toArray(byte[][]::new))));
    return policy == null || !problems.isEmpty()
        ? new Loading.Refused<>(sorted(problems))
        : new Loading.Loaded<>(new SourcedPolicy(policy, reader.sources()));
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
