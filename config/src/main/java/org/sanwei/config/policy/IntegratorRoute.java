package org.sanwei.config.policy;

import java.util.List;

/**
 * One route of an integrator's own, as read from {@code routes/*.camel.yaml}: a closed part of
 * Camel's YAML. {@code at} is file:line. {@code from} and the targets of {@link To} are URIs of the
 * allow-list.
 */
public record IntegratorRoute(String id, String at, Source from, List<Step> steps) {
  public IntegratorRoute {
    steps = List.copyOf(steps);
  }

  /** Where its messages come from. */
  public sealed interface Source {}

  /** A directory below the deployment's {@code exchange/}; a file goes when it was taken. */
  public record FromFolder(String name) implements Source {}

  /** Another route of integrators. */
  public record FromRoute(String name) implements Source {}

  /** What an outlet has sent, verified: it was public when it was signed. */
  public record FromReleased(String outlet) implements Source {}

  /** One step of a route. */
  public sealed interface Step {
    /** Where it stands, as file:line. */
    String at();
  }

  /** Sends somewhere. */
  public record To(String at, Target target) implements Step {}

  /** The first branch whose condition fits; {@code otherwise} takes what fits none. */
  public record Choice(String at, List<Branch> branches, List<Step> otherwise) implements Step {
    public Choice {
      branches = List.copyOf(branches);
      otherwise = List.copyOf(otherwise);
    }
  }

  /** One branch of a choice. */
  public record Branch(Expr condition, List<Step> steps) {
    public Branch {
      steps = List.copyOf(steps);
    }
  }

  /** Steps for what fits the condition; everything goes on behind. */
  public record Filter(String at, Expr condition, List<Step> steps) implements Step {
    public Filter {
      steps = List.copyOf(steps);
    }
  }

  /** Its steps for each part of the body, parted at {@code delimiter}. */
  public record Split(String at, String delimiter, List<Step> steps) implements Step {
    public Split {
      steps = List.copyOf(steps);
    }
  }

  /** Makes a new body of the one that came. */
  public record SetBody(String at, Expr made) implements Step {}

  /** Sets a header, for conditions behind it; none survives a send. */
  public record SetHeader(String at, String name, Expr value) implements Step {}

  /** Makes text of the body. */
  public record ToText(String at) implements Step {}

  /** Writes a line that says nothing of the message. */
  public record Log(String at, String message) implements Step {}

  /** A look at the message, in one of the languages of the allow-list. */
  public record Expr(Language language, String text) {}

  /** The languages of the allow-list. */
  public enum Language {
    CONSTANT,
    SIMPLE,
    HEADER
  }

  /** Where a route may send. */
  public sealed interface Target {}

  /** A channel's intake: returns when it is sealed and stored, as a signed post's 202 does. */
  public record Intake(String channel) implements Target {}

  /** A directory below the deployment's {@code exchange/}. */
  public record IntoFolder(String name) implements Target {}

  /** Another route of integrators. */
  public record IntoRoute(String name) implements Target {}
}
