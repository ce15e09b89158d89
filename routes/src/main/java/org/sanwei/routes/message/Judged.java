package org.sanwei.routes.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Verdict;

/**
 * A message that the policy has judged. The type is the label: no header and no flag decides where
 * it may go, and a step that takes {@link Open} cannot be handed a {@link Closed} one.
 */
public sealed interface Judged {

  /** What may be said of it in the clear. */
  Standing standing();

  /** Not classified, wholly read: it may be seen at the desk. */
  record Open(
      Standing standing,
      String commitment,
      Verdict verdict,
      String subject,
      String sender,
      Content content,
      List<Attachment> attachments,
      byte[] salt,
      @Nullable CaseVersion caseVersion,
      List<PagePicture> pictures)
      implements Judged {
    /** One without a picture that is no version of a case, or whose register knows it already. */
    public Open(
        Standing standing,
        String commitment,
        Verdict verdict,
        String subject,
        String sender,
        Content content,
        List<Attachment> attachments,
        byte[] salt) {
      this(
          standing,
          commitment,
          verdict,
          subject,
          sender,
          content,
          attachments,
          salt,
          null,
          List.of());
    }

    @Override
    public String toString() {
      return "Open[" + standing.reception().id() + "]";
    }
  }

  /** Which version of which case it is; null when it is none. */
  @Nullable CaseVersion caseVersion();

  /** The ledger's commitment to the bytes as they came. */
  String commitment();

  /** Held, classified or spilled: it leaves by the 机要 line only. */
  record Closed(
      Standing standing, String commitment, Dossier dossier, @Nullable CaseVersion caseVersion)
      implements Judged {
    /** One that is no version of a case, or whose register knows it already. */
    public Closed(Standing standing, String commitment, Dossier dossier) {
      this(standing, commitment, dossier, null);
    }

    @Override
    public String toString() {
      return "Closed[" + standing.reception().id() + "]";
    }
  }
}
