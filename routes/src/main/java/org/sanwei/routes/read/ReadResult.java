package org.sanwei.routes.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Content;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.message.MailNature;

/**
 * One message as read. {@code subject} and {@code sender} are for the desk and are parts of the
 * content too; empty when there is none. {@code attachments} are the files as they came. {@code
 * pages} is 0 when nobody could count them; {@code caseFacts} is null for what is no version of a
 * case, {@code nature} unless a program wrote the mail.
 */
public record ReadResult(
    Content content,
    String subject,
    String sender,
    List<Attachment> attachments,
    int pages,
    @Nullable CaseFacts caseFacts,
    @Nullable MailNature nature) {
  public ReadResult {
    attachments = List.copyOf(attachments);
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
