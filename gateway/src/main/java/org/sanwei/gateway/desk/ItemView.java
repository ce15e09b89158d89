package org.sanwei.gateway.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.words.Highlight;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.LedgerEvent.Step;

/**
 * An item as its page shows it: texts cut for marking, rules with the words each found, the way it
 * took, who saw it. {@code actor} of a step is a person's name, or {@code service} or {@code
 * officer}, which the page translates.
 */
public record ItemView(
    Row row,
    List<Highlight.Segment> title,
    List<Particular> particulars,
    List<Text> texts,
    List<Item.AttachmentFacts> attachments,
    Map<String, Set<String>> rules,
    List<Passed> way,
    Map<String, Instant> seenBy,
    List<CaseVersions.Version> versions,
    List<RepeatGroups.One> repeats) {
  private static final Set<Place> ALWAYS =
      Set.of(Place.BODY, Place.ATTACHMENT, Place.HEADER, Place.FOOTER, Place.QUOTED);

  /** Begins the names of the parts that are particulars of a slip. */
  private static final String SLIP = "slip/";

  /** One particular of a slip that was written at the desk; {@code name} is a word to translate. */
  public record Particular(String name, List<Highlight.Segment> segments) {
    @Override
    public String toString() {
      return "Particular[" + name + "]";
    }
  }

  /** One part's text. */
  public record Text(String name, Place place, List<Highlight.Segment> segments) {
    @Override
    public String toString() {
      return "Text[" + place + "]";
    }
  }

  /**
   * One step of the way. {@code deed} is the kind of an officers' act and {@code refusal} why it
   * was refused, both words for the page to translate; empty for other steps.
   */
  public record Passed(Step step, Instant at, String actor, String deed, String refusal) {}

  static ItemView of(Item item, People people) {
    List<Highlight.Segment> title = List.of(new Highlight.Segment(item.row().title(), List.of()));
    List<Particular> particulars = new ArrayList<>();
    List<Text> texts = new ArrayList<>();
    boolean slip = item.row().kind() == ChannelKind.HAND;
    for (Part part : item.parts()) {
      List<Evidence> found =
          item.evidence().stream().filter(match -> match.part().equals(part.name())).toList();
      List<Highlight.Segment> segments = Highlight.segments(part.text(), found);
      if (slip && part.name().startsWith(SLIP)) {
        particulars.add(new Particular(part.name().substring(SLIP.length()), segments));
      } else if (part.place() == Place.SUBJECT && !part.text().isBlank()) {
        title = segments;
      } else if (ALWAYS.contains(part.place()) ? !part.text().isBlank() : !found.isEmpty()) {
        texts.add(new Text(part.name(), part.place(), segments));
      }
    }
    List<Passed> way = new ArrayList<>();
    Map<String, Instant> seenBy = new LinkedHashMap<>();
    for (LedgerEvent event : item.trail()) {
      String actor = shown(event.actor(), people);
      if (event.step() == Step.VIEWED) {
        seenBy.put(actor, event.at());
      } else {
        way.add(
            new Passed(
                event.step(),
                event.at(),
                actor,
                event.facts().getOrDefault("act", ""),
                event.step() == Step.ACT_REFUSED ? event.facts().getOrDefault("reason", "") : ""));
      }
    }
    return new ItemView(
        item.row(),
        title,
        particulars,
        texts,
        item.attachments(),
        rules(item),
        way,
        seenBy,
        item.versions(),
        item.repeats());
  }

  /** For a card: rules without words, which are sealed. */
  private static Map<String, Set<String>> rules(Item item) {
    Map<String, Set<String>> rules = new TreeMap<>();
    item.row().rules().forEach(rule -> rules.put(rule, new LinkedHashSet<>()));
    for (Evidence match : item.evidence()) {
      rules
          .computeIfAbsent(match.rule(), rule -> new LinkedHashSet<>())
          .add(Highlight.excerpt(item.parts(), match));
    }
    return rules;
  }

  private static String shown(String actor, People people) {
    int slash = actor.indexOf('/');
    String kind = slash < 0 ? actor : actor.substring(0, slash);
    if (kind.equals("person")) {
      return people.nameOf(actor);
    }
    if (kind.equals("gateway")) {
      return "service";
    }
    return kind.equals("service") || kind.equals("officer") ? kind : actor.substring(slash + 1);
  }

  @Override
  public String toString() {
    return "ItemView[" + row.id() + "]";
  }
}
