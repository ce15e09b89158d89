package org.sanwei.gateway.channel;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Part;
import org.sanwei.crypto.Sm3;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.read.ReadResult;

/**
 * A probe under way, and how a message is told to be it: whole, read to the end, every word of it
 * ours and every attachment the file that we wrote. Then nobody else's words can be in it, so
 * whatever is done with a probe hides nothing. Pure.
 *
 * @param text what its text must be, without white space
 * @param words everything that may be in it, pieces without white space
 * @param file SM3 of the only file that may be attached, or null
 */
record ProbeLook(UUID id, String channel, String text, List<String> words, @Nullable String file) {
  private static final int MOST_PARTS = 20;

  ProbeLook {
    words = List.copyOf(words);
  }

  boolean is(String channelOfMessage, ReadResult read) {
    return channelOfMessage.equals(channel)
        && read.content().unread().isEmpty()
        && read.caseFacts() == null
        && read.content().parts().size() <= MOST_PARTS
        && read.content().parts().stream().map(Part::text).allMatch(this::ours)
        && read.content().parts().stream().anyMatch(part -> squeezed(part.text()).equals(text))
        && read.attachments().stream().allMatch(this::ours);
  }

  private boolean ours(String partText) {
    // Longer than all of ours together with white space: not worth a look.
    if (partText.length() > 8 * text.length()) {
      return false;
    }
    String squeezed = squeezed(partText);
    return text.contains(squeezed) || words.stream().anyMatch(word -> word.contains(squeezed));
  }

  private boolean ours(Attachment attachment) {
    return file != null && Sm3.hex(attachment.bytes()).equals(file);
  }

  /** Without white space, which every way treats in its own manner. */
  static String squeezed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> out.append((char) c));
    return out.toString();
  }

  @Override
  public String toString() {
    return "ProbeLook[" + id + ", " + channel + "]";
  }
}
