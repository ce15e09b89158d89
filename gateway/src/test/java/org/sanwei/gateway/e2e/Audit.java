package org.sanwei.gateway.e2e;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.routes.message.Dossier;

/**
 * What became of every message: looked for where it belongs, by the words that only it holds.
 *
 * @param items how many arrivals hold a message's words, wherever they lie
 * @param lost messages that are not in their place
 * @param doubled messages that are there more often than their source could not help
 * @param astray messages that are somewhere else, or under another id than their source was told
 * @param arrivals the ids of every message's arrivals, wherever they lie
 */
record Audit(
    int items,
    List<Sent> lost,
    List<Sent> doubled,
    List<Sent> astray,
    Map<Sent, Set<String>> arrivals) {

  /** Whether there is nothing to say. */
  boolean clean() {
    return lost.isEmpty() && doubled.isEmpty() && astray.isEmpty();
  }

  /**
   * @param open the texts of open items, by id
   * @param closed what lies on the line or was taken off it; the same item twice is one to whoever
   *     looks there
   */
  static Audit of(
      Collection<Sent> messages, Map<String, List<String>> open, Collection<Dossier> closed) {
    Map<Canary, Set<String>> onTheDesk = new HashMap<>();
    Map<Place, Set<String>> onTheLine = new HashMap<>();
    open.forEach((id, texts) -> texts.forEach(text -> note(onTheDesk, text, id)));
    for (Dossier dossier : closed) {
      for (Part part : dossier.parts()) {
        for (Canary canary : Canary.in(part.text())) {
          onTheLine
              .computeIfAbsent(
                  new Place(canary, dossier.verdict().outcome()), unused -> new TreeSet<>())
              .add(dossier.reception().id().hex());
        }
      }
    }
    Audit audit =
        new Audit(
            0, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
    int items = 0;
    for (Sent sent : messages) {
      Set<String> desk = onTheDesk.getOrDefault(sent.canary, Set.of());
      Map<Outcome, Set<String>> line = new HashMap<>();
      for (Outcome outcome : Outcome.values()) {
        line.put(outcome, onTheLine.getOrDefault(new Place(sent.canary, outcome), Set.of()));
      }
      items += audit.judge(sent, desk, line);
    }
    return new Audit(items, audit.lost, audit.doubled, audit.astray, audit.arrivals);
  }

  private record Place(Canary canary, Outcome outcome) {}

  private static void note(Map<Canary, Set<String>> places, String text, String id) {
    Canary.in(text).forEach(c -> places.computeIfAbsent(c, unused -> new TreeSet<>()).add(id));
  }

  private int judge(Sent sent, Set<String> desk, Map<Outcome, Set<String>> line) {
    Set<String> all = new TreeSet<>(desk);
    line.values().forEach(all::addAll);
    Set<String> here =
        sent.expected == Outcome.OPEN ? desk : line.getOrDefault(sent.expected, Set.of());
    if (here.isEmpty() && sent.due()) {
      lost.add(sent);
    }
    if (here.size() > sent.mostCopies()) {
      doubled.add(sent);
    }
    boolean told = sent.id().isEmpty() || here.contains(sent.id());
    if (!here.isEmpty() && (all.size() > here.size() || !told)) {
      astray.add(sent);
    }
    arrivals.put(sent, all);
    return all.size();
  }
}
