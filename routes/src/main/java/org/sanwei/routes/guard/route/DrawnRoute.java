package org.sanwei.routes.guard.route;

import static org.sanwei.config.prove.graph.Edge.Way.NEXT;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.NamedNode;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.prove.graph.Transfer;

/**
 * What has been drawn of one route so far: its steps, in the flow and beside it, for whatever takes
 * a message when one of them fails. Not thread-safe.
 */
final class DrawnRoute {
  private final Drawing drawing;
  private final String id;
  private final String start;
  private final String end;
  private final List<String> inFlow = new ArrayList<>();
  private final List<String> beside = new ArrayList<>();
  private final Deque<List<String>> tries = new ArrayDeque<>();
  private boolean inMainFlow = true;

  DrawnRoute(Drawing drawing, @Nullable String named) {
    this.drawing = drawing;
    id = named == null ? "route without id" : named;
    start = drawing.step(id, "路线 route " + id, Transfer.PASS);
    end = drawing.end(id + "/end", "路线 " + id + " route " + id);
  }

  Drawing drawing() {
    return drawing;
  }

  String id() {
    return id;
  }

  String start() {
    return start;
  }

  String end() {
    return end;
  }

  /** The flow is drawn whole: its start counts among its steps, and the rest stands beside it. */
  void flowEnds() {
    inFlow.add(start);
    inMainFlow = false;
  }

  boolean inMainFlow() {
    return inMainFlow;
  }

  /** Draws something that stands beside the flow. */
  <T> T beside(Supplier<T> drawn) {
    boolean main = inMainFlow;
    inMainFlow = false;
    T result = drawn.get();
    inMainFlow = main;
    return result;
  }

  /** Draws what is tried, and puts the steps that it has into {@code tried}. */
  <T> T trying(List<String> tried, Supplier<T> drawn) {
    tries.push(tried);
    T result = drawn.get();
    tries.pop();
    return result;
  }

  /** The steps of the flow. */
  List<String> steps() {
    return inFlow;
  }

  /** All of them. */
  List<String> all() {
    List<String> all = new ArrayList<>(inFlow);
    all.addAll(beside);
    return all;
  }

  String step(String at, String words, Transfer transfer) {
    String step = drawing.step(at, words, transfer);
    (inMainFlow ? inFlow : beside).add(step);
    tries.forEach(tried -> tried.add(step));
    return step;
  }

  String pass(String at, String next) {
    String step = step(at, "", Transfer.PASS);
    drawing.edge(step, NEXT, next);
    return step;
  }

  /** Where a block ends that nothing goes on behind. */
  String sink(String at) {
    return drawing.step(at + "/done", "", Transfer.PASS);
  }

  void refuse(String at, Optional<String> what) {
    what.ifPresent(words -> drawing.refuse(at, words));
  }

  /** Its own id, or its kind within its route. */
  String name(NamedNode definition) {
    String own = definition.getId();
    return own == null ? id + "/" + definition.getShortName() : own;
  }
}
