package org.sanwei.config.prove;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Matcher.Surroundings;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.config.policy.Zone;

/** Two matchers of one kind, key by key. {@code lost} is what only the old one finds. */
final class SideBySide {
  private final List<Edit> edits = new ArrayList<>();
  private final List<Matcher> lost = new ArrayList<>();

  private SideBySide() {}

  List<Edit> edits() {
    return edits;
  }

  List<Matcher> lost() {
    return lost;
  }

  /** How much two matchers have in common; nothing when they are of two kinds. */
  static int alike(Matcher one, Matcher other) {
    if (one.getClass() != other.getClass()) {
      return 0;
    }
    if (one instanceof Matcher.Hours
        || one instanceof Matcher.Confidence
        || one instanceof Matcher.Pages) {
      return 1;
    }
    if (one instanceof Matcher.Words a
        && other instanceof Matcher.Words b
        && a.misread() != b.misread()) {
      // They look for other texts, whatever words are written there.
      return 0;
    }
    Set<Object> shared = new HashSet<>(parts(one));
    shared.retainAll(parts(other));
    return shared.size();
  }

  private static Set<Object> parts(Matcher matcher) {
    Set<Object> parts = new HashSet<>();
    if (matcher instanceof Matcher.Words words) {
      parts.addAll(words.words());
    } else if (matcher instanceof Matcher.Near near) {
      parts.addAll(near.one());
      parts.addAll(near.other());
    } else if (matcher instanceof Matcher.Amount amount) {
      parts.addAll(amount.words());
    } else if (matcher instanceof Matcher.Expression expression) {
      parts.addAll(alternatives(expression.re2()));
    } else if (matcher instanceof Matcher.Source source) {
      parts.addAll(source.channels());
      parts.addAll(source.kinds());
    } else if (matcher instanceof Matcher.Senders senders) {
      parts.addAll(senders.shapes());
    } else if (matcher instanceof Matcher.Unreadable unreadable) {
      parts.addAll(reasons(unreadable));
    } else if (matcher instanceof Matcher.All all) {
      all.of().forEach(one -> parts.addAll(parts(one)));
    }
    return parts;
  }

  static SideBySide of(Matcher old, Matcher now) {
    SideBySide side = new SideBySide();
    if (old instanceof Matcher.Words words) {
      side.words(words, (Matcher.Words) now);
    } else if (old instanceof Matcher.Near near) {
      side.near(near, (Matcher.Near) now);
    } else if (old instanceof Matcher.Amount amount) {
      side.amount(amount, (Matcher.Amount) now);
    } else if (old instanceof Matcher.Expression expression) {
      side.expression(expression, (Matcher.Expression) now);
    } else if (old instanceof Matcher.Source source) {
      Matcher.Source other = (Matcher.Source) now;
      Set<String> channels = side.set("渠道", "channels", source.channels(), other.channels());
      side.lose(channels, new Matcher.Source(channels, Set.of()));
      var kinds = side.set("渠道种类", "kinds", source.kinds(), other.kinds());
      side.lose(kinds, new Matcher.Source(Set.of(), kinds));
    } else if (old instanceof Matcher.Senders senders) {
      Set<String> gone =
          side.set("发件人", "senders", senders.shapes(), ((Matcher.Senders) now).shapes());
      side.lose(gone, new Matcher.Senders(List.copyOf(gone)));
    } else if (old instanceof Matcher.Unreadable unreadable) {
      Set<UnreadReason> gone =
          side.set("读不出的原因", "unread", reasons(unreadable), reasons((Matcher.Unreadable) now));
      side.lose(gone, new Matcher.Unreadable(gone));
    } else if (old instanceof Matcher.Confidence confidence) {
      int below = ((Matcher.Confidence) now).below();
      if (confidence.below() != below) {
        side.number("置信度", "confidence below", -confidence.below(), -below, old);
      }
    } else if (old instanceof Matcher.Pages pages) {
      int atLeast = ((Matcher.Pages) now).atLeast();
      if (pages.atLeast() != atLeast) {
        side.number("页数", "pages", pages.atLeast(), atLeast, old);
      }
    } else if (!old.equals(now)) {
      side.edit(Direction.BOTH, "时刻", "hours", Wording.matcher(old), Wording.matcher(now));
      side.lost.add(old);
    }
    return side;
  }

  private void words(Matcher.Words old, Matcher.Words now) {
    Set<String> words = set("词", "words", old.words(), now.words());
    lose(words, with(old, List.copyOf(words), old.forms(), old.zones()));
    Set<Form> forms = set("样子", "form", old.forms(), now.forms());
    lose(forms, with(old, old.words(), forms, old.zones()));
    Set<Zone> zones = zones(old.zones(), now.zones());
    lose(zones, with(old, old.words(), old.forms(), zones));
    // The other way about: what is added here is let through.
    Set<String> excused = minus(now.unless(), old.unless());
    if (!excused.isEmpty()) {
      edit(Direction.LOOSENS, "除外的词", "unless", "", "+ " + excused);
      lost.add(with(old, List.copyOf(excused), old.forms(), old.zones()));
    }
    Set<String> unexcused = minus(old.unless(), now.unless());
    if (!unexcused.isEmpty()) {
      edit(Direction.TIGHTENS, "除外的词", "unless", "", "- " + unexcused);
    }
    surroundings(old, now);
    if (old.atLeast() != now.atLeast()) {
      number("次数", "atLeast", old.atLeast(), now.atLeast(), old);
    }
  }

  private void surroundings(Matcher.Words old, Matcher.Words now) {
    Surroundings a = old.surroundings();
    Surroundings b = now.surroundings();
    asked("before", a.before(), b.before(), old);
    asked("after", a.after(), b.after(), old);
    if (forbidden("notBefore", a.notBefore(), b.notBefore())) {
      lost.add(with(old, new Surroundings(b.notBefore(), a.notBefore(), a.after(), a.notAfter())));
    }
    if (forbidden("notAfter", a.notAfter(), b.notAfter())) {
      lost.add(with(old, new Surroundings(a.before(), a.notBefore(), b.notAfter(), a.notAfter())));
    }
  }

  /** What must stand there. */
  private void asked(String key, @Nullable String old, @Nullable String now, Matcher.Words all) {
    if (!Objects.equals(old, now)) {
      Direction direction =
          old == null ? Direction.LOOSENS : now == null ? Direction.TIGHTENS : Direction.BOTH;
      edit(direction, key, key, or(old), or(now));
      if (direction.loosens()) {
        lost.add(all);
      }
    }
  }

  /** What must not stand there; true when more may be let through for it. */
  private boolean forbidden(String key, @Nullable String old, @Nullable String now) {
    if (Objects.equals(old, now)) {
      return false;
    }
    Direction direction =
        old == null ? Direction.LOOSENS : now == null ? Direction.TIGHTENS : Direction.BOTH;
    edit(direction, key, key, or(old), or(now));
    return direction.loosens();
  }

  private void near(Matcher.Near old, Matcher.Near now) {
    Set<String> one = set("词", "near", old.one(), now.one());
    lose(one, new Matcher.Near(List.copyOf(one), old.other(), old.within(), old.zones()));
    Set<String> other = set("词", "to", old.other(), now.other());
    lose(other, new Matcher.Near(old.one(), List.copyOf(other), old.within(), old.zones()));
    Set<Zone> zones = zones(old.zones(), now.zones());
    lose(zones, new Matcher.Near(old.one(), old.other(), old.within(), zones));
    if (old.within() != now.within()) {
      number("相隔", "within", -old.within(), -now.within(), old);
    }
  }

  private void amount(Matcher.Amount old, Matcher.Amount now) {
    Set<String> words = set("词", "amount", old.words(), now.words());
    lose(words, new Matcher.Amount(List.copyOf(words), old.units(), old.atLeast(), old.zones()));
    Set<Zone> zones = zones(old.zones(), now.zones());
    lose(zones, new Matcher.Amount(old.words(), old.units(), old.atLeast(), zones));
    if (!Set.copyOf(old.units()).equals(Set.copyOf(now.units()))) {
      // Units also tell where a number ends, so that more of them is not simply more.
      edit(Direction.BOTH, "单位", "units", old.units().toString(), now.units().toString());
      lost.add(old);
    }
    if (old.atLeast() != now.atLeast()) {
      number("数目", "atLeast", old.atLeast(), now.atLeast(), old);
    }
  }

  private void expression(Matcher.Expression old, Matcher.Expression now) {
    Set<Zone> zones = zones(old.zones(), now.zones());
    lose(zones, new Matcher.Expression(old.re2(), zones));
    if (!old.re2().equals(now.re2())) {
      Set<String> gone = minus(alternatives(old.re2()), alternatives(now.re2()));
      Set<String> added = minus(alternatives(now.re2()), alternatives(old.re2()));
      Direction direction =
          added.isEmpty()
              ? Direction.LOOSENS
              : gone.isEmpty() ? Direction.TIGHTENS : Direction.BOTH;
      edit(direction, "表达式", "pattern", old.re2(), now.re2());
      gone.forEach(one -> lost.add(new Matcher.Expression(one, old.zones())));
    }
  }

  /** The expression's alternatives at its top; itself when it may have flags for the whole. */
  static List<String> alternatives(String re2) {
    if (re2.replace("(?:", "(").contains("(?") || re2.contains("\\Q") || re2.contains("[")) {
      return List.of(re2);
    }
    List<String> all = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < re2.length(); i++) {
      char c = re2.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == '\\') {
        i++;
      } else if (c == '|' && depth == 0) {
        all.add(re2.substring(from, i));
        from = i + 1;
      }
    }
    all.add(re2.substring(from));
    return all;
  }

  private Set<Zone> zones(Set<Zone> old, Set<Zone> now) {
    return set("位置", "in", everywhere(old), everywhere(now));
  }

  private static Set<Zone> everywhere(Set<Zone> zones) {
    return zones.isEmpty() ? Set.of(Zone.values()) : zones;
  }

  private static Set<UnreadReason> reasons(Matcher.Unreadable unreadable) {
    return unreadable.reasons().isEmpty() ? Set.of(UnreadReason.values()) : unreadable.reasons();
  }

  /** Adds an edit for what came and for what went; gives what went. */
  private <T extends Comparable<T>> Set<T> set(
      String chinese, String english, Collection<T> old, Collection<T> now) {
    Set<T> gone = new TreeSet<>(minus(old, now));
    Set<T> added = new TreeSet<>(minus(now, old));
    if (!gone.isEmpty()) {
      edit(Direction.LOOSENS, chinese, english, "", "- " + Wording.list(gone));
    }
    if (!added.isEmpty()) {
      edit(Direction.TIGHTENS, chinese, english, "", "+ " + Wording.list(added));
    }
    return gone;
  }

  /** A floor: higher finds less. */
  private void number(String chinese, String english, long old, long now, Matcher all) {
    Direction direction = now > old ? Direction.LOOSENS : Direction.TIGHTENS;
    edit(direction, chinese, english, Long.toString(Math.abs(old)), Long.toString(Math.abs(now)));
    if (direction == Direction.LOOSENS) {
      lost.add(all);
    }
  }

  private void lose(Set<?> gone, Matcher found) {
    if (!gone.isEmpty()) {
      lost.add(found);
    }
  }

  private void edit(Direction direction, String chinese, String english, String old, String now) {
    String words = old.isEmpty() ? " " + now : " " + old + " → " + now;
    edits.add(new Edit(direction, chinese + words, english + words));
  }

  private static <T> Set<T> minus(Collection<T> from, Collection<T> other) {
    Set<T> left = new LinkedHashSet<>(from);
    left.removeAll(Set.copyOf(other));
    return left;
  }

  private static String or(@Nullable String text) {
    return text == null ? "-" : text;
  }

  private static Matcher.Words with(
      Matcher.Words all, List<String> words, Set<Form> forms, Set<Zone> zones) {
    return new Matcher.Words(
        words, forms, zones, all.unless(), all.surroundings(), all.atLeast(), all.misread());
  }

  private static Matcher.Words with(Matcher.Words all, Surroundings surroundings) {
    return new Matcher.Words(
        all.words(),
        all.forms(),
        all.zones(),
        all.unless(),
        surroundings,
        all.atLeast(),
        all.misread());
  }
}
