package org.sanwei.routes.read.apart;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.message.PagePicture;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.read.ReadResult;

/**
 * What goes over the pipe: a head in CBOR with its length before it (four bytes, most significant
 * first), and the bytes whose lengths the head names after it. Every length is held against a limit
 * before there is room made for it.
 */
final class Pipe {
  /** A question is a few numbers and a media type. */
  private static final int MAX_QUESTION_BYTES = 1 << 20;

  private Pipe() {}

  /** Somebody on the other side does not keep to the form. Says nothing of what came. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;

    Broken(String what) {
      super(what);
    }
  }

  static void ask(DataOutputStream out, Question question, byte[] body) throws IOException {
    head(out, question);
    out.write(body);
    out.flush();
  }

  /** The next question; null when the parent has closed the pipe. */
  static @Nullable Question question(DataInputStream in) throws IOException {
    try {
      return head(in, MAX_QUESTION_BYTES, Question.class);
    } catch (EOFException e) {
      return null;
    }
  }

  static byte[] body(DataInputStream in, int sizeBytes) throws IOException {
    byte[] body = new byte[sizeBytes];
    in.readFully(body);
    return body;
  }

  static void answer(DataOutputStream out, long job, ReadResult read) throws IOException {
    head(out, Answer.of(job, read));
    for (Attachment file : read.attachments()) {
      out.write(file.bytes());
    }
    for (PagePicture picture : read.pictures()) {
      out.write(picture.png());
    }
    out.flush();
  }

  /**
   * The answer to a question, if it is one that can be believed.
   *
   * @throws Broken when it is not
   * @throws EOFException when the child has ended
   */
  static ReadResult answer(DataInputStream in, Question question) throws IOException {
    Credible credible = new Credible(question);
    Answer answer = head(in, credible.maxHeadBytes(), Answer.class);
    credible.check(answer);
    List<byte[]> files = new ArrayList<>();
    for (Answer.File file : answer.files()) {
      files.add(body(in, file.sizeBytes()));
    }
    List<byte[]> pictures = new ArrayList<>();
    for (Answer.Picture picture : answer.pictures()) {
      pictures.add(body(in, picture.sizeBytes()));
    }
    return answer.with(files, pictures);
  }

  private static void head(DataOutputStream out, Object head) throws IOException {
    byte[] bytes = Wire.encode(head);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static <T> T head(DataInputStream in, int most, Class<T> type) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new Broken("a head of an impossible length");
    }
    try {
      return Wire.decode(body(in, length), type);
    } catch (Wire.BadPayload e) {
      throw new Broken("a head that is none");
    }
  }
}
