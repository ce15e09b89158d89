package org.sanwei.gateway.bulletin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Label;
import org.sanwei.routes.release.Releasable;
import org.sanwei.routes.release.SmsEdition;
import org.sanwei.routes.release.WecomEdition;

/**
 * How words would go out: their label, why it is that, and both editions. {@code storable} is false
 * when the words may not even be kept, and then there are no editions; {@code releasable} when they
 * may not leave. {@code because} are ids of rules and numbers of items.
 */
public record Preview(
    boolean storable,
    boolean releasable,
    String outcome,
    Label label,
    List<String> because,
    @Nullable Editions editions) {

  static Preview of(Verdict verdict, List<Source> sources, boolean contentless, Editions editions) {
    Label whole = Labels.whole(verdict.label(), sources, contentless);
    boolean storable = verdict.outcome() == Outcome.OPEN && !whole.sensitivity().classified();
    List<String> because = new ArrayList<>(verdict.rules());
    sources.stream()
        .filter(source -> !contentless && source.label().sensitivity() == whole.sensitivity())
        .filter(source -> !Releasable.allows(source.label()))
        .forEach(source -> because.add(source.spoken()));
    return new Preview(
        storable,
        storable && Releasable.allows(whole),
        verdict.outcome().name(),
        whole,
        because,
        storable ? editions : null);
  }

  static Preview notText() {
    return new Preview(false, false, "HELD", Label.BOTTOM, List.of(), null);
  }

  /** The SMS edition, when the words make one. */
  public @Nullable SmsEdition sms() {
    return editions != null && editions.sms() instanceof SmsEdition.Fits fits
        ? fits.edition()
        : null;
  }

  /** The WeCom edition, when the words make one. */
  public @Nullable WecomEdition wecom() {
    return editions != null && editions.wecom() instanceof WecomEdition.Fits fits
        ? fits.edition()
        : null;
  }

  /** The WeCom edition for a page, which says in words where the 期号 will stand. */
  public String wecomShown() {
    WecomEdition edition = wecom();
    return edition == null ? "" : Editions.unnumbered(edition.text());
  }
}
