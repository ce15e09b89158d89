package org.sanwei.config.judge;

import java.util.Arrays;

/**
 * A tree of code points in two flat tables: one probe a step, whatever the number of children.
 * Filled by one thread, then read by many.
 */
final class Trie {
  static final int ROOT = 0;
  static final int NONE = -1;

  private static final int CODE_POINT_BITS = 21;
  private static final long EMPTY = -1;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final int[] firsts = new int[Character.MAX_VALUE + 1];
  private long[] keys = new long[1 << 10];
  private int[] children = new int[1 << 10];
  private int[] words = new int[1 << 9];
  private boolean[] inner = new boolean[1 << 9];
  private int nodes = 1;

  Trie() {
    Arrays.fill(firsts, NONE);
    Arrays.fill(keys, EMPTY);
    Arrays.fill(words, NONE);
  }

  /** The child of the root, quickly. */
  int first(int cp) {
    return cp <= Character.MAX_VALUE ? firsts[cp] : child(ROOT, cp);
  }

  int child(int node, int cp) {
    int slot = slot(keys, key(node, cp));
    return keys[slot] == EMPTY ? NONE : children[slot];
  }

  /** The child, made if there is none. */
  int grow(int node, int cp) {
    long key = key(node, cp);
    int slot = slot(keys, key);
    if (keys[slot] != EMPTY) {
      return children[slot];
    }
    if (nodes * 2 >= keys.length) {
      widen();
      slot = slot(keys, key);
    }
    if (nodes == words.length) {
      words = Arrays.copyOf(words, nodes * 2);
      Arrays.fill(words, nodes, words.length, NONE);
      inner = Arrays.copyOf(inner, nodes * 2);
    }
    keys[slot] = key;
    children[slot] = nodes;
    inner[node] = true;
    if (node == ROOT && cp <= Character.MAX_VALUE) {
      firsts[cp] = nodes;
    }
    return nodes++;
  }

  /** The number of the word that ends here, or {@link #NONE}. */
  int word(int node) {
    return words[node];
  }

  void ends(int node, int word) {
    words[node] = word;
  }

  boolean leaf(int node) {
    return !inner[node];
  }

  private void widen() {
    long[] wider = new long[keys.length * 2];
    int[] with = new int[wider.length];
    Arrays.fill(wider, EMPTY);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != EMPTY) {
        int slot = slot(wider, keys[i]);
        wider[slot] = keys[i];
        with[slot] = children[i];
      }
    }
    keys = wider;
    children = with;
  }

  private static int slot(long[] in, long key) {
    int slot = (int) (key * SPREAD >>> 32) & in.length - 1;
    while (in[slot] != EMPTY && in[slot] != key) {
      slot = slot + 1 & in.length - 1;
    }
    return slot;
  }

  private static long key(int node, int cp) {
    return (long) node << CODE_POINT_BITS | cp;
  }
}
