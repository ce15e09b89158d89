package org.sanwei.config.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sanwei.config.judge.WordIndex.Found;

class WordIndexTest {
  /** Few letters, so that words share beginnings; much that a gap is made of. */
  private static final String LETTERS = "机密绝AB-";

  private static final String TEXT = LETTERS + LETTERS + LETTERS + "  \n.*(<)>&;a";

  @Test
  void findsWhatLookingForEachWordByItselfFinds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 4_000; i++) {
      WordIndex index = new WordIndex();
      List<int[]> words = new ArrayList<>();
      for (int w = 0; w < 1 + random.nextInt(8); w++) {
        String word = some(random, LETTERS, 1 + random.nextInt(4));
        if (index.add(word) == words.size()) {
          words.add(NormalText.word(word));
        }
      }
      NormalText text = NormalText.of(some(random, TEXT, random.nextInt(30)));

      Set<Found> found = new LinkedHashSet<>();
      index.find(text, found::add);

      assertThat(found)
          .as("seed %d, %s", seed, text.string(0, text.length()))
          .containsExactlyInAnyOrderElementsOf(each(words, text));
    }
  }

  @Test
  void aWordThatIsGivenTwiceHasOneNumber() {
    WordIndex index = new WordIndex();

    assertThat(index.add("机密")).isEqualTo(index.add("機 密")).isZero();
    assertThat(index.add("\u200B")).isEqualTo(-1);
    assertThat(index.size()).isEqualTo(1);
  }

  private static List<Found> each(List<int[]> words, NormalText text) {
    List<Found> all = new ArrayList<>();
    for (int word = 0; word < words.size(); word++) {
      for (int start = 0; start < text.length(); start++) {
        at(text, start, word, words.get(word)).ifPresent(all::add);
      }
    }
    return all;
  }

  /** The same, said for one word at one place. */
  private static Optional<Found> at(NormalText text, int start, int number, int[] word) {
    if (text.at(start) != word[0]) {
      return Optional.empty();
    }
    boolean broken = false;
    int i = start + 1;
    for (int k = 1; k < word.length; k++, i++) {
      if (i >= text.length() || text.at(i) != word[k]) {
        int plain = Gaps.spaces(text, i);
        int next = plain < text.length() && text.at(plain) == word[k] ? plain : Gaps.skip(text, i);
        broken |= next != plain;
        if (next >= text.length() || text.at(next) != word[k]) {
          return Optional.empty();
        }
        i = next;
      }
    }
    boolean inside =
        (latin(word[0]) && latin(text.at(start - 1)))
            || (latin(word[word.length - 1]) && latin(text.at(i)));
    return inside ? Optional.empty() : Optional.of(new Found(number, start, i, broken));
  }

  private static boolean latin(int cp) {
    return cp >= 'A' && cp <= 'Z';
  }

  private static String some(Random random, String of, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(of.charAt(random.nextInt(of.length())));
    }
    return out.toString();
  }
}
