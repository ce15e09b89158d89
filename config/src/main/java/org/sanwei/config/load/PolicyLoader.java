package org.sanwei.config.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sanwei.config.policy.Policy;

/**
 * Reads {@code policy/*.yaml} of a configuration directory into one {@link Policy}. Sections may be
 * spread over the files in any way; their order means nothing. Never throws for what a file holds.
 */
public final class PolicyLoader {
  private PolicyLoader() {}

  /** All of the policy below {@code config}, or everything that is wrong with it. */
  public static Loading<Policy> load(Path config) {
    return load(PolicyFiles.read(config));
  }

  /** As {@link #load(Path)}, of files that were read before. */
  public static Loading<Policy> load(PolicyFiles files) {
    Loading<SourcedPolicy> loading = sourced(files);
    return loading instanceof Loading.Loaded<SourcedPolicy> loaded
        ? new Loading.Loaded<>(loaded.value().policy())
        : new Loading.Refused<>(loading.problems());
  }

  /** As {@link #load(PolicyFiles)}, with the places of its rules. */
  public static Loading<SourcedPolicy> sourced(PolicyFiles files) {
    List<Problem> problems = new ArrayList<>(files.problems());
    PolicyReader reader = new PolicyReader(problems);
    files
        .yaml()
        .forEach(
            (name, bytes) -> {
              Fields fields = YamlFile.parse(bytes, PolicyFiles.place(name), problems);
              if (fields != null) {
                reader.read(fields);
              }
            });
    Policy policy = reader.finish(files.digest());
    return policy == null || !problems.isEmpty()
        ? new Loading.Refused<>(sorted(problems))
        : new Loading.Loaded<>(new SourcedPolicy(policy, reader.sources()));
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
