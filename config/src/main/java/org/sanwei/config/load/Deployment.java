package org.sanwei.config.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.StandingOrder;

/** A gateway.yaml and a policy that fit each other. */
public record Deployment(GatewayConfig gateway, Policy policy) {
  private static final SourcePos GATEWAY = new SourcePos(GatewayConfigLoader.FILE, 1, 1);
  private static final SourcePos POLICY = new SourcePos("policy", 1, 1);

  /** Both, read with their secrets and checked against each other; or everything that is wrong. */
  public static Loading<Deployment> load(Path config) {
    return load(config, PolicyFiles.read(config));
  }

  /** As {@link #load(Path)}, with the policy's files as they were read before. */
  public static Loading<Deployment> load(Path config, PolicyFiles files) {
    return join(GatewayConfigLoader.load(config), PolicyLoader.load(files));
  }

  /** As {@link #load}, without looking at secret files. */
  public static Loading<Deployment> lint(Path config) {
    return join(GatewayConfigLoader.lint(config), PolicyLoader.load(config));
  }

  private static Loading<Deployment> join(Loading<GatewayConfig> gateway, Loading<Policy> policy) {
    if (gateway instanceof Loading.Loaded<GatewayConfig> g
        && policy instanceof Loading.Loaded<Policy> p) {
      Deployment both = new Deployment(g.value(), p.value());
      List<Problem> problems = both.mismatches();
      return problems.isEmpty() ? new Loading.Loaded<>(both) : new Loading.Refused<>(problems);
    }
    List<Problem> problems = new ArrayList<>(gateway.problems());
    problems.addAll(policy.problems());
    return new Loading.Refused<>(problems);
  }

  /** Channels and outlets that only one of the two names, and channels of two kinds. */
  public List<Problem> mismatches() {
    List<Problem> problems = new ArrayList<>();
    only("channel", gateway.channels().keySet(), policy.channels().keySet(), problems);
    only("outlet", gateway.outlets().keySet(), policy.outlets().keySet(), problems);
    new TreeMap<>(gateway.channels())
        .forEach(
            (name, channel) -> {
              if (policy.channels().getOrDefault(name, channel.kind()) != channel.kind()) {
                problems.add(
                    new Problem(
                        GATEWAY,
                        "channel '" + name + "' has one kind here and another in the policy",
                        "write the same kind: in both"));
              }
            });
    policy.orders().forEach(order -> proven(order, problems));
    return problems;
  }

  /** An order is bound to a source that proves who it is, and not to what a sender says. */
  private void proven(StandingOrder order, List<Problem> problems) {
    ChannelConfig channel = gateway.channels().get(order.channel());
    if (channel == null) {
      return;
    }
    Set<String> proving =
        channel.source() instanceof ChannelConfig.Http http
            ? http.integrators()
            : channel.source() instanceof ChannelConfig.Broker broker
                ? broker.integrators()
                : Set.of();
    if (proving.isEmpty()) {
      problems.add(
          new Problem(
              POLICY,
              "order '"
                  + order.id()
                  + "' is bound to channel '"
                  + order.channel()
                  + "', on which nobody proves who they are",
              "bind it to a channel of signed posts or of the broker"));
    } else if (!proving.contains(order.credential())) {
      problems.add(
          new Problem(
              POLICY,
              "order '"
                  + order.id()
                  + "' is bound to '"
                  + order.credential()
                  + "', which does not post on channel '"
                  + order.channel()
                  + "'",
              Nearest.hint(order.credential(), proving)));
    }
  }

  private static void only(
      String what, Set<String> inGateway, Set<String> inPolicy, List<Problem> problems) {
    for (String name : new TreeSet<>(inGateway)) {
      if (!inPolicy.contains(name)) {
        problems.add(
            new Problem(
                GATEWAY,
                what + " '" + name + "' is not in the policy, so nobody decided what it may carry",
                "add it under " + what + "s: in a policy file, or remove it here"));
      }
    }
    for (String name : new TreeSet<>(inPolicy)) {
      if (!inGateway.contains(name)) {
        problems.add(
            new Problem(
                POLICY,
                what + " '" + name + "' is not in gateway.yaml, so it cannot be reached",
                "add it under " + what + "s: in gateway.yaml, or remove it from the policy"));
      }
    }
  }
}
