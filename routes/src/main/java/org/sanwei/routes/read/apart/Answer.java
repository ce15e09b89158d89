package org.sanwei.routes.read.apart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Content;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.MailNature;
import org.sanwei.routes.message.PageLine;
import org.sanwei.routes.message.PagePicture;
import org.sanwei.routes.read.CaseFacts;
import org.sanwei.routes.read.ReadResult;

/**
 * What a child says of a message, but for the bytes of files and pictures, which follow on the pipe
 * in this order. Nothing of it is believed before {@link Credible} has looked at it.
 */
record Answer(
    int version,
    long job,
    Content content,
    String subject,
    String sender,
    List<File> files,
    int pages,
    @Nullable CaseFacts caseFacts,
    @Nullable MailNature nature,
    List<Picture> pictures,
    List<Defect> missing,
    boolean waiting) {
  static final int VERSION = 2;

  Answer {
    files = List.copyOf(files);
    pictures = List.copyOf(pictures);
    missing = List.copyOf(missing);
  }

  /** An attachment without its bytes. */
  record File(String name, String mediaType, int sizeBytes) {}

  /** A picture without its bytes. */
  record Picture(
      String part,
      int page,
      String text,
      int sizeBytes,
      int width,
      int height,
      List<PageLine> lines) {
    Picture {
      lines = List.copyOf(lines);
    }
  }

  static Answer of(long job, ReadResult read) {
    return new Answer(
        VERSION,
        job,
        read.content(),
        read.subject(),
        read.sender(),
        read.attachments().stream()
            .map(one -> new File(one.name(), one.mediaType(), one.bytes().length))
            .toList(),
        read.pages(),
        read.caseFacts(),
        read.nature(),
        read.pictures().stream()
            .map(
                one ->
                    new Picture(
                        one.part(),
                        one.page(),
                        one.text(),
                        one.png().length,
                        one.width(),
                        one.height(),
                        one.lines()))
            .toList(),
        read.missing(),
        read.waiting());
  }

  /** With the bytes that followed it, in order. */
  ReadResult with(List<byte[]> ofFiles, List<byte[]> ofPictures) {
    List<Attachment> attachments = new ArrayList<>();
    for (int n = 0; n < files.size(); n++) {
      File file = files.get(n);
      attachments.add(new Attachment(file.name(), file.mediaType(), ofFiles.get(n)));
    }
    List<PagePicture> shown = new ArrayList<>();
    for (int n = 0; n < pictures.size(); n++) {
      Picture picture = pictures.get(n);
      shown.add(
          new PagePicture(
              picture.part(),
              picture.page(),
              picture.text(),
              ofPictures.get(n),
              picture.width(),
              picture.height(),
              picture.lines()));
    }
    return new ReadResult(
        content, subject, sender, attachments, pages, caseFacts, nature, shown, missing, waiting);
  }
}
