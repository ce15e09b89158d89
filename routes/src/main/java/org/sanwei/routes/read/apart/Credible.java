package org.sanwei.routes.read.apart;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.policy.PartFacts;
import org.sanwei.routes.message.PageLine;
import org.sanwei.routes.read.CaseFacts;
import org.sanwei.routes.read.Depth;
import org.sanwei.routes.read.ReadLimits;

/**
 * Holds an answer against what a child that keeps to its limits can say. What a child says of a
 * message cannot be checked without reading it again; but that it is no more than allowed, hides
 * nothing where words may stand in the clear (positions), and breaks nobody who takes it, can.
 */
final class Credible {
  /** As the reader names things: a part gives its names, its readings and what it quotes. */
  private static final int PIECES_A_PART = 8;

  private static final int MAX_NAME = 255;
  private static final int MAX_POSITION = 100;
  private static final int MAX_CASE_WORD = 200;
  private static final int MAX_ZONE = 40;
  private static final int MAX_SIDE = 20_000;
  private static final int MAX_LINES_A_PAGE = 2_000;
  private static final long LEAST_ATTACHED_BYTES = 4 * 1024 * 1024;
  private static final int TIMES_ATTACHED = 3;
  private static final long MAX_PICTURE_BYTES = 32 * 1024 * 1024;

  /** Names, numbers and boxes come on top of the texts, each of which comes twice at most. */
  private static final int HEAD_BESIDE_TEXT = 4 * 1024 * 1024;

  private static final int BYTES_A_CHARACTER = 3;

  private final Question question;
  private final ReadLimits limits;

  Credible(Question question) {
    this.question = question;
    this.limits = question.limits();
  }

  int maxHeadBytes() {
    long most = 2L * BYTES_A_CHARACTER * limits.maxTextCharacters() + HEAD_BESIDE_TEXT;
    return (int) Math.min(most, Integer.MAX_VALUE / 2);
  }

  void check(Answer answer) throws Pipe.Broken {
    must(answer.version() == Answer.VERSION && answer.job() == question.job(), "another answer");
    must(answer.content() != null, "no content");
    content(answer.content());
    must(isText(answer.subject()) && isText(answer.sender()), "no text");
    must(answer.pages() >= 0, "pages");
    few(answer.missing());
    must(!answer.waiting() || question.depth() != Depth.WHOLE, "what waits for nobody");
    files(answer.files());
    caseFacts(answer.caseFacts());
    pictures(answer.pictures());
  }

  private void content(Content content) throws Pipe.Broken {
    few(content.parts());
    few(content.unread());
    few(content.facts());
    Set<String> names = new HashSet<>();
    long characters = 0;
    for (Part part : content.parts()) {
      must(isText(part.name()) && part.name().length() <= MAX_NAME, "a part's name");
      must(names.add(part.name()), "a name twice");
      must(part.place() != null && isText(part.text()), "a part");
      characters += part.text().length();
    }
    must(characters <= limits.maxTextCharacters(), "too much text");
    for (Unread unread : content.unread()) {
      must(isPosition(unread.part()) && unread.why() != null, "an unread part");
    }
    for (PartFacts facts : content.facts()) {
      must(isPosition(facts.part()), "a part's facts");
    }
  }

  private void files(List<Answer.File> files) throws Pipe.Broken {
    few(files);
    long bytes = 0;
    for (Answer.File file : files) {
      must(isText(file.name()) && isText(file.mediaType()), "a file's name");
      must(file.sizeBytes() >= 0, "a file's size");
      bytes += file.sizeBytes();
    }
    long most = Math.max(LEAST_ATTACHED_BYTES, TIMES_ATTACHED * (long) question.sizeBytes());
    must(bytes <= most, "too much attached");
  }

  private void caseFacts(@Nullable CaseFacts facts) throws Pipe.Broken {
    if (facts != null) {
      for (String word : new String[] {facts.caseId(), facts.version(), facts.status()}) {
        must(isText(word) && word.length() <= MAX_CASE_WORD, "a case");
      }
    }
  }

  private void pictures(List<Answer.Picture> pictures) throws Pipe.Broken {
    must(pictures.size() <= limits.maxPages(), "too many pictures");
    long bytes = 0;
    long characters = 0;
    for (Answer.Picture picture : pictures) {
      must(isPosition(picture.part()) && picture.page() > 0, "a picture's place");
      must(isText(picture.text()), "a picture's text");
      must(isSide(picture.width()) && isSide(picture.height()), "a picture's sides");
      must(picture.sizeBytes() >= 0, "a picture's size");
      must(picture.lines().size() <= MAX_LINES_A_PAGE, "too many lines");
      bytes += picture.sizeBytes();
      for (PageLine line : picture.lines()) {
        line(line, picture);
        characters += line.text().length();
      }
    }
    must(bytes <= MAX_PICTURE_BYTES, "too much of pictures");
    must(characters <= limits.maxTextCharacters(), "too much text on pictures");
  }

  private static void line(PageLine line, Answer.Picture on) throws Pipe.Broken {
    must(isText(line.text()) && isText(line.zone()), "a line");
    must(line.zone().length() <= MAX_ZONE, "a line's zone");
    must(line.confidence() >= 0 && line.confidence() <= PartFacts.SURE, "a line's confidence");
    must(0 <= line.left() && line.left() <= line.right() && line.right() <= on.width(), "a box");
    must(0 <= line.top() && line.top() <= line.bottom() && line.bottom() <= on.height(), "a box");
  }

  private void few(Collection<?> some) throws Pipe.Broken {
    must(some.size() <= limits.maxParts() * PIECES_A_PART, "too many");
  }

  private static boolean isSide(int pixels) {
    return pixels > 0 && pixels <= MAX_SIDE;
  }

  /** Digits with slashes between: what may stand on a card in the clear. */
  private static boolean isPosition(@Nullable String position) {
    return position != null
        && !position.isEmpty()
        && position.length() <= MAX_POSITION
        && position.chars().allMatch(c -> c >= '0' && c <= '9' || c == '/');
  }

  /** There, and without half a character, which would break whoever writes it down. */
  private static boolean isText(@Nullable String text) {
    if (text == null) {
      return false;
    }
    for (int at = 0; at < text.length(); at++) {
      if (Character.isHighSurrogate(text.charAt(at))) {
        at++;
        if (at == text.length() || !Character.isLowSurrogate(text.charAt(at))) {
          return false;
        }
      } else if (Character.isLowSurrogate(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static void must(boolean kept, String what) throws Pipe.Broken {
    if (!kept) {
      throw new Pipe.Broken("an answer that cannot be believed: " + what);
    }
  }
}
