package org.sanwei.gateway.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a member sees of a message, cut where WeCom cuts it.
 *
 * @param title of a card; empty for text and markdown
 */
record WecomMessage(String title, String text) {
  private static final int TEXT_BYTES = 2_048;
  private static final int TITLE_BYTES = 128;
  private static final int DESCRIPTION_BYTES = 512;

  /** Empty when the msgtype is none of text, markdown, textcard. */
  static Optional<WecomMessage> read(JsonNode message) {
    String type = message.path("msgtype").asText("");
    JsonNode body = message.path(type);
    return switch (type) {
      case "text", "markdown" ->
          Optional.of(new WecomMessage("", cut(body.path("content").asText(""), TEXT_BYTES)));
      case "textcard" ->
          Optional.of(
              new WecomMessage(
                  cut(body.path("title").asText(""), TITLE_BYTES),
                  cut(body.path("description").asText(""), DESCRIPTION_BYTES)));
      default -> Optional.empty();
    };
  }

  /** The longest head of whole characters within so many bytes of UTF-8. */
  static String cut(String text, int limitBytes) {
    int bytes = 0;
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      int next = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
      if (bytes + next > limitBytes) {
        break;
      }
      bytes += next;
      at += Character.charCount(codePoint);
    }
    return text.substring(0, at);
  }

  @Override
  public String toString() {
    return "WecomMessage[redacted]";
  }
}
