package org.sanwei.routes.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Content;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.MailNature;
import org.sanwei.routes.message.PagePicture;

/**
 * One message as read. {@code subject} and {@code sender} are for the desk and are parts of the
 * content too; empty when there is none. {@code attachments} are the files as they came. {@code
 * pages} is 0 when nobody could count them; {@code caseFacts} is null for what is no version of a
 * case, {@code nature} unless a program wrote the mail; {@code pictures} are pages that were
 * recognised, for the desk to show; {@code missing} what the pages' own numbers say did not come,
 * or came twice. {@code waiting} when pictures were left that only a greater {@link Depth} reads.
 */
public record ReadResult(
    Content content,
    String subject,
    String sender,
    List<Attachment> attachments,
    int pages,
    @Nullable CaseFacts caseFacts,
    @Nullable MailNature nature,
    List<PagePicture> pictures,
    List<Defect> missing,
    boolean waiting) {
  public ReadResult {
    attachments = List.copyOf(attachments);
    pictures = List.copyOf(pictures);
    missing = List.copyOf(missing);
  }

  /** One of which nothing waits. */
  public ReadResult(
      Content content,
      String subject,
      String sender,
      List<Attachment> attachments,
      int pages,
      @Nullable CaseFacts caseFacts,
      @Nullable MailNature nature,
      List<PagePicture> pictures) {
    this(
        content,
        subject,
        sender,
        attachments,
        pages,
        caseFacts,
        nature,
        pictures,
        List.of(),
        false);
  }

  /** One without a picture. */
  public ReadResult(
      Content content,
      String subject,
      String sender,
      List<Attachment> attachments,
      int pages,
      @Nullable CaseFacts caseFacts,
      @Nullable MailNature nature) {
    this(content, subject, sender, attachments, pages, caseFacts, nature, List.of());
  }

  @Override
  public String toString() {
    return "ReadResult["
        + content
        + ", "
        + attachments.size()
        + " attachments, "
        + pages
        + " pages]";
  }
}
