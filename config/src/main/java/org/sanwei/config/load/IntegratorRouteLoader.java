package org.sanwei.config.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sanwei.config.policy.IntegratorRoute;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads {@code routes/*.camel.yaml} of a configuration directory. It is a closed part of Camel's
 * YAML: whatever is not of it is refused by its name and place, never skipped. Never throws for
 * what a file holds.
 */
public final class IntegratorRouteLoader {
  /** The directory of integrators' routes. */
  public static final String DIRECTORY = "routes";

  /** How their files end. */
  public static final String SUFFIX = ".camel.yaml";

  private static final int MOST_ROUTES = 200;

  private IntegratorRouteLoader() {}

  /** All routes below {@code config}, which may be none; or everything that is wrong with them. */
  public static Loading<List<IntegratorRoute>> load(Path config) {
    List<Problem> problems = new ArrayList<>();
    List<IntegratorRoute> routes = new ArrayList<>();
    RouteCalls calls = new RouteCalls();
    for (Path file : files(config.resolve(DIRECTORY), problems)) {
      String name = DIRECTORY + "/" + file.getFileName();
      byte[] bytes = YamlFile.bytes(file, name, problems);
      Node root = bytes == null ? null : YamlFile.root(bytes, name, problems);
      if (root instanceof SequenceNode list) {
        for (Node entry : list.getValue()) {
          read(entry, name, routes, calls, problems);
        }
      } else if (root != null) {
        problems.add(
            new Problem(
                YamlFile.at(name, root.getStartMark()),
                "holds no list at the top",
                "write  - route: { id: NAME, from: … }"));
      }
    }
    unique(routes, problems);
    calls.cycles(problems);
    return problems.isEmpty()
        ? new Loading.Loaded<>(List.copyOf(routes))
        : new Loading.Refused<>(PolicyLoader.sorted(problems));
  }

  private static void read(
      Node entry,
      String name,
      List<IntegratorRoute> routes,
      RouteCalls calls,
      List<Problem> problems) {
    if (!(entry instanceof MappingNode map)) {
      problems.add(
          new Problem(
              YamlFile.at(name, entry.getStartMark()),
              "is no route",
              "write  - route: { id: NAME, from: … }"));
      return;
    }
    Fields top = new Fields(name, "", map, problems);
    Fields route = top.map("route", true);
    top.done();
    if (route != null) {
      IntegratorRouteReader reader = new IntegratorRouteReader(name);
      IntegratorRoute read = reader.read(route);
      routes.add(read);
      calls.add(read, reader.calls());
    }
  }

  /** The engine has one route for an id, and one for what a route may come from. */
  private static void unique(List<IntegratorRoute> routes, List<Problem> problems) {
    Map<String, String> ids = new HashMap<>();
    Map<IntegratorRoute.Source, String> sources = new HashMap<>();
    for (IntegratorRoute route : routes) {
      String before = ids.putIfAbsent(route.id(), route.at());
      if (before != null) {
        problems.add(
            new Problem(
                begins(route),
                "route '" + route.id() + "' stands at " + before + " already",
                "give one of the two another id"));
      }
      String taken = sources.putIfAbsent(route.from(), route.at());
      if (taken != null) {
        problems.add(
            new Problem(
                begins(route),
                "route '" + route.id() + "' comes from where the route at " + taken + " does",
                "join the two: one route, with a choice or several sends"));
      }
    }
    if (routes.size() > MOST_ROUTES) {
      problems.add(
          new Problem(
              new SourcePos(DIRECTORY, 1, 1),
              "holds more than " + MOST_ROUTES + " routes",
              "join some, or let another system do it"));
    }
  }

  private static SourcePos begins(IntegratorRoute route) {
    int line = route.at().lastIndexOf(':');
    return new SourcePos(
        route.at().substring(0, line), Integer.parseInt(route.at().substring(line + 1)), 1);
  }

  private static List<Path> files(Path directory, List<Problem> problems) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      List<Path> files =
          all.sorted(Comparator.comparing(file -> file.getFileName().toString())).toList();
      for (Path file : files) {
        if (!file.getFileName().toString().endsWith(SUFFIX)) {
          problems.add(
              new Problem(
                  new SourcePos(DIRECTORY + "/" + file.getFileName(), 1, 1),
                  "is no route file",
                  "name it NAME" + SUFFIX + ", or take it out of " + DIRECTORY + "/"));
        }
      }
      return files.stream().filter(f -> f.getFileName().toString().endsWith(SUFFIX)).toList();
    } catch (IOException e) {
      problems.add(
          new Problem(
              new SourcePos(DIRECTORY, 1, 1),
              "cannot be read (" + e.getClass().getSimpleName() + ")",
              "let the gateway's user read it"));
      return List.of();
    }
  }
}
