package org.sanwei.config.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.MarkGrammar;
import org.sanwei.config.policy.Zone;

/**
 * A text made ready: its normal form, the places it stands in, and what evidence from it points at.
 * For one thread.
 */
final class Frame {
  private final NormalText text;
  private final Part part;
  private final Set<Zone> places;
  private final MarkGrammar grammar;
  private final @Nullable Block block;
  private final int seam;
  private int @Nullable [] pages;
  private int[] headEnds = {};
  private int[] tailStarts = {};

  /** Code points of a part that another text was decoded from. */
  record Block(int start, int end) {}

  private Frame(
      NormalText text,
      Part part,
      Set<Zone> places,
      MarkGrammar grammar,
      @Nullable Block block,
      int seam) {
    this.text = text;
    this.part = part;
    this.places = places;
    this.grammar = grammar;
    this.block = block;
    this.seam = seam;
  }

  static Frame of(Part part, MarkGrammar grammar) {
    return of(NormalText.of(part.text()), part, grammar);
  }

  /** Of a text that is in its normal form already. */
  static Frame of(NormalText text, Part part, MarkGrammar grammar) {
    return new Frame(text, part, places(part.place()), grammar, null, 0);
  }

  /** A text that stands encoded in a block of {@code part}, in the same place. */
  static Frame decoded(Part part, String text, Block block, MarkGrammar grammar) {
    return new Frame(NormalText.of(text), part, places(part.place()), grammar, block, 0);
  }

  /**
   * The end of {@code one} and the beginning of {@code other}; only what reaches over the seam
   * counts, and its evidence points at the end of {@code one}.
   */
  static Frame joined(Frame one, Frame other) {
    Set<Zone> places = EnumSet.copyOf(one.places);
    places.addAll(other.places);
    places.add(Zone.HEAD);
    return new Frame(
        NormalText.joined(one.text, other.text),
        one.part,
        places,
        one.grammar,
        new Block(one.text.origin(0), one.text.sourceLength()),
        one.text.length());
  }

  /** A piece of it, for itself. */
  Frame slice(int from, int to) {
    return new Frame(text.slice(from, to), part, places, grammar, block, seam);
  }

  /** The zones that a place belongs to, whatever the line. */
  private static Set<Zone> places(Place place) {
    Set<Zone> zones = EnumSet.of(Zone.valueOf(place.name()));
    switch (place) {
      case SUBJECT -> zones.add(Zone.HEAD);
      case ATTACHMENT_NAME -> zones.add(Zone.FILE_NAME);
      case HEADER -> zones.addAll(Set.of(Zone.HEAD, Zone.ATTACHMENT));
      case FOOTER -> zones.addAll(Set.of(Zone.TAIL, Zone.ATTACHMENT));
      default -> {}
    }
    return zones;
  }

  NormalText text() {
    return text;
  }

  /** All of its normal text. */
  String said() {
    return text.string(0, text.length());
  }

  Part part() {
    return part;
  }

  /** Whether it names a file, with an extension perhaps. */
  boolean fileName() {
    return places.contains(Zone.FILE_NAME);
  }

  /** Whether it is short and stands for the whole, as names and subjects do. */
  boolean title() {
    return fileName() || places.contains(Zone.SUBJECT);
  }

  boolean in(Set<Zone> zones, int index) {
    if (zones.isEmpty()) {
      return true;
    }
    for (Zone zone : zones) {
      if (places.contains(zone)) {
        return true;
      }
    }
    return running()
        && ((zones.contains(Zone.HEAD) && head(index))
            || (zones.contains(Zone.TAIL) && tail(index)));
  }

  /** Whether a find counts here: in a joined text only what reaches over the seam does. */
  boolean counts(int from, int to) {
    return seam == 0 || (from < seam && to > seam);
  }

  /** Whether a find that begins here may count. */
  boolean mayCount(int from) {
    return seam == 0 || from < seam;
  }

  Evidence evidence(String rule, int from, int to) {
    if (block != null && seam > 0) {
      int start = text.origin(from);
      String excerpt = text.string(from, Math.min(to, from + Judge.EXCERPT));
      String line = excerpt.replace('\n', ' ').replace('\f', ' ');
      return new Evidence(rule, part.name(), start, block.end(), line);
    }
    int start = text.origin(from);
    int end = text.originEnd(to - 1);
    String excerpt = text.excerpt(start, end, Judge.EXCERPT);
    return block == null
        ? new Evidence(rule, part.name(), start, end, excerpt)
        : new Evidence(rule, part.name(), block.start(), block.end(), excerpt);
  }

  /** Whether lines of it are head or tail, and others are not. */
  private boolean running() {
    return places.contains(Zone.BODY)
        || places.contains(Zone.QUOTED)
        || (places.contains(Zone.ATTACHMENT) && places.size() == 1);
  }

  private boolean head(int index) {
    int page = page(index);
    return page >= 0 && index < headEnds[page];
  }

  private boolean tail(int index) {
    int page = page(index);
    return page >= 0 && index >= tailStarts[page];
  }

  private int page(int index) {
    if (pages == null) {
      pages = lines();
    }
    int page = Arrays.binarySearch(pages, index);
    return page >= 0 ? page : -page - 2;
  }

  /** The first index of each page; finds where its head ends and its tail begins, too. */
  private int[] lines() {
    List<Integer> starts = new ArrayList<>();
    List<Integer> heads = new ArrayList<>();
    List<Integer> tails = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i >= text.length() || text.at(i) == '\f') {
        starts.add(start);
        heads.add(headEnd(start, i));
        tails.add(tailStart(start, i));
        start = i + 1;
      }
    }
    headEnds = heads.stream().mapToInt(Integer::intValue).toArray();
    tailStarts = tails.stream().mapToInt(Integer::intValue).toArray();
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Just after the last head line of the page from {@code start} to {@code end}. */
  private int headEnd(int start, int end) {
    int lines = 0;
    boolean blank = true;
    for (int i = start; i < end; i++) {
      if (!text.lineEnd(i)) {
        blank &= text.space(i);
      } else {
        lines += blank ? 0 : 1;
        blank = true;
        if (lines == grammar.headLines()) {
          return i + 1;
        }
      }
    }
    return end + 1;
  }

  /** Where the first tail line of the page from {@code start} to {@code end} begins. */
  private int tailStart(int start, int end) {
    int lines = 0;
    boolean blank = true;
    for (int i = end - 1; i >= start; i--) {
      if (!text.lineEnd(i)) {
        blank &= text.space(i);
      } else {
        lines += blank ? 0 : 1;
        blank = true;
        if (lines == grammar.tailLines()) {
          return i + 1;
        }
      }
    }
    return start;
  }
}
