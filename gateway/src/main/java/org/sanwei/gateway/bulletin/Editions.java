package org.sanwei.gateway.bulletin;

import org.jspecify.annotations.Nullable;
import org.sanwei.routes.release.IssueNumber;
import org.sanwei.routes.release.SmsEdition;
import org.sanwei.routes.release.WecomEdition;

/**
 * Both editions of the same words. Before signing there is no 期号 yet; the longest one stands in for
 * it, so that what fitted the drafter fits the signer.
 */
public record Editions(SmsEdition.Result sms, WecomEdition.Result wecom) {
  private static final IssueNumber LONGEST = new IssueNumber(9999, 99_999);

  static Editions of(
      BulletinRules rules, Words words, @Nullable IssueNumber issue, boolean sandbox) {
    String heading = Bulletin.KIND + (issue == null ? LONGEST : issue).chinese();
    return new Editions(
        SmsEdition.of(rules.sms(), words.sms(), sandbox),
        WecomEdition.of(rules.wecom(), heading, words.title(), words.body(), sandbox));
  }

  /** As {@link #of} without a number shows it: the place of the number is said in words. */
  static String unnumbered(String text) {
    return text.replace(LONGEST.chinese(), "〔签发时给期号〕");
  }
}
