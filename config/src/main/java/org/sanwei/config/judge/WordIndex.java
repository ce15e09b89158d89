package org.sanwei.config.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * All words of a policy, found in one pass with gaps between their characters. A trie: what a place
 * in the text costs depends on how far it goes along with any word, not on how many words there
 * are. Filled first, then immutable.
 */
final class WordIndex {
  /** A word that was found: {@code broken} when more than spaces stood between its characters. */
  record Found(int word, int start, int end, boolean broken) {}

  private final Trie trie = new Trie();
  private final List<int[]> words = new ArrayList<>();

  /** The number of a word, added if new; -1 when nothing is left of it after normalisation. */
  int add(String word) {
    int[] cps = NormalText.word(word);
    if (cps.length == 0) {
      return -1;
    }
    int node = Trie.ROOT;
    for (int cp : cps) {
      node = trie.grow(node, cp);
    }
    if (trie.word(node) < 0) {
      trie.ends(node, words.size());
      words.add(cps);
    }
    return trie.word(node);
  }

  int size() {
    return words.size();
  }

  /** The code points of a word, as they are looked for. */
  int[] word(int number) {
    return words.get(number);
  }

  void find(NormalText text, Consumer<Found> each) {
    for (int i = 0; i < text.length(); i++) {
      int node = trie.first(text.at(i));
      if (node != Trie.NONE) {
        along(text, i, i + 1, node, false, each);
      }
    }
  }

  /**
   * Goes on from {@code node} at {@code i}. A word takes the next character if it is its own; else
   * the first after spaces; else the first after a whole gap, and is broken then.
   */
  private void along(
      NormalText text, int start, int i, int node, boolean broken, Consumer<Found> each) {
    int word = trie.word(node);
    if (word >= 0 && !insideAWord(text, start, i, word)) {
      each.accept(new Found(word, start, i, broken));
    }
    if (trie.leaf(node) || i >= text.length()) {
      return;
    }
    int next = text.at(i);
    step(text, start, i, node, next, broken, each);
    if (!Gaps.begins(next)) {
      return;
    }
    int plain = Gaps.spaces(text, i);
    if (plain > i) {
      step(text, start, plain, node, text.at(plain), broken, each);
    }
    int after = Gaps.skip(text, i);
    if (after > plain && text.at(after) != next && text.at(after) != text.at(plain)) {
      step(text, start, after, node, text.at(after), true, each);
    }
  }

  private void step(
      NormalText text, int start, int i, int node, int cp, boolean broken, Consumer<Found> each) {
    int child = i < text.length() ? trie.child(node, cp) : Trie.NONE;
    if (child != Trie.NONE) {
      along(text, start, i + 1, child, broken, each);
    }
  }

  /** SECRET in SECRETARY is another word. */
  private boolean insideAWord(NormalText text, int start, int end, int word) {
    int[] cps = words.get(word);
    return (Gaps.latin(cps[0]) && Gaps.latin(text.at(start - 1)))
        || (Gaps.latin(cps[cps.length - 1]) && Gaps.latin(text.at(end)));
  }
}
