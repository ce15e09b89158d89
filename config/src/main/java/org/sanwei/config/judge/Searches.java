package org.sanwei.config.judge;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All expressions of a policy, searched line by line. Of most of them the text that any match must
 * hold is known beforehand ({@link RequiredText}); such an expression is searched on those lines
 * only that hold it, which one pass over the text finds for all of them.
 */
final class Searches {
  private final List<Compiled.Search> all;
  private final Trie needed = new Trie();
  private final List<List<Integer>> wanting = new ArrayList<>();
  private final BitSet always = new BitSet();

  Searches(List<Compiled.Search> all) {
    this.all = all;
    for (int i = 0; i < all.size(); i++) {
      Optional<Set<String>> texts = RequiredText.of(all.get(i).expression().re2());
      if (texts.isEmpty()) {
        always.set(i);
      } else {
        for (String text : texts.get()) {
          want(text, i);
        }
      }
    }
  }

  private void want(String text, int search) {
    int node = Trie.ROOT;
    for (int cp : text.codePoints().toArray()) {
      node = needed.grow(node, cp);
    }
    if (needed.word(node) < 0) {
      needed.ends(node, wanting.size());
      wanting.add(new ArrayList<>());
    }
    wanting.get(needed.word(node)).add(search);
  }

  void through(Frame frame, Finds finds) {
    if (all.isEmpty()) {
      return;
    }
    NormalText text = frame.text();
    BitSet here = (BitSet) always.clone();
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (text.lineEnd(i)) {
        if (i > from && !here.isEmpty()) {
          line(frame, from, text.string(from, i), here, finds);
          here = (BitSet) always.clone();
        }
        from = i + 1;
      } else {
        mark(text, i, here);
      }
    }
  }

  /** Needed texts hold no line end, so that none reaches over one. */
  private void mark(NormalText text, int start, BitSet here) {
    int node = needed.first(text.at(start));
    for (int i = start + 1; node != Trie.NONE; i++) {
      if (needed.word(node) >= 0) {
        wanting.get(needed.word(node)).forEach(here::set);
      }
      node = i < text.length() ? needed.child(node, text.at(i)) : Trie.NONE;
    }
  }

  private void line(Frame frame, int from, String line, BitSet here, Finds finds) {
    for (int i = here.nextSetBit(0); i >= 0; i = here.nextSetBit(i + 1)) {
      Compiled.Search search = all.get(i);
      if (finds.enough(search.atom(), 1) || !frame.in(search.expression().zones(), from)) {
        continue;
      }
      Matcher matcher = search.pattern().matcher(line);
      if (matcher.find() && matcher.end() > matcher.start()) {
        int start = from + line.codePointCount(0, matcher.start());
        int length = line.codePointCount(matcher.start(), matcher.end());
        finds.found(search.atom(), frame.evidence(search.rule(), start, start + length));
      }
    }
  }
}
