package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;

/**
 * Reads what integrators post as JSON. The known fields have their places; every other string, and
 * the name of its field, is running text, so that nothing hides in a field that nobody expects.
 */
final class PostReading {
  private static final int MAX_NESTING = 32;
  private static final int MAX_STRING = 64 * 1024 * 1024;

  private static final Set<String> TYPES =
      Set.of(
          "application/vnd.sanwei.sms+json",
          "application/vnd.sanwei.hotline+json",
          "application/vnd.sanwei.intranet+json",
          "application/vnd.sanwei.fax+json");
  private static final Set<String> SENDERS = Set.of("sender", "caller");
  private static final Set<String> FACTS =
      Set.of("unit", "caseId", "version", "status", "sentAt", "pages");

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxStringLength(MAX_STRING)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Gathering gathering;
  private final PieceReading pieces;
  private final StringBuilder extra = new StringBuilder();

  PostReading(Gathering gathering, PieceReading pieces) {
    this.gathering = gathering;
    this.pieces = pieces;
  }

  static boolean reads(String mediaType) {
    return TYPES.contains(mediaType);
  }

  void read(byte[] body) {
    TextDecoding text = TextDecoding.of(body, List.of("utf-8"));
    boolean utf8 = !text.damaged() && Arrays.equals(text.first().getBytes(UTF_8), body);
    try {
      JsonNode root = utf8 ? JSON.readTree(text.first()) : JSON.missingNode();
      if (root.isObject()) {
        fields(root);
        return;
      }
    } catch (JsonProcessingException e) {
      // Its message quotes the text. What is known is kept below: the post is held, its words
      // judged.
      gathering.checkpoint();
    }
    gathering.unread(Gathering.WHOLE, UnreadReason.BROKEN);
    text.readings()
        .forEach(r -> gathering.text(Gathering.WHOLE, "body" + r.suffix(), Place.BODY, r.text()));
  }

  private void fields(JsonNode root) {
    if (!root.path("text").isTextual() && !root.path("attachments").isArray()) {
      gathering.unread(Gathering.WHOLE, UnreadReason.BROKEN);
    }
    String sender = root.path(root.has("sender") ? "sender" : "caller").asText("");
    gathering.subject(root.path("subject").asText(""));
    gathering.sender(sender);
    Iterator<Map.Entry<String, JsonNode>> fields = root.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      field(field.getKey(), field.getValue());
    }
    add("extra", Place.BODY, extra.toString().strip());
    CaseFacts.of(root).ifPresent(gathering::caseFacts);
    if (root.path("pages").canConvertToInt()) {
      gathering.claimedPages(Math.max(0, root.path("pages").asInt()));
    }
  }

  private void field(String name, JsonNode value) {
    gathering.checkpoint();
    if (name.equals("attachments") && value.isArray()) {
      attachments(value);
    } else if (value.isTextual() && name.equals("text")) {
      add("body", Place.BODY, value.textValue());
      add("body#quoted", Place.QUOTED, Quotes.in(value.textValue()));
    } else if (value.isTextual() && name.equals("subject")) {
      add("subject", Place.SUBJECT, value.textValue());
    } else if (value.isValueNode() && (SENDERS.contains(name) || FACTS.contains(name))) {
      add(name, Place.SENDER, value.asText());
    } else {
      extra(name, value);
    }
  }

  /** One line for a field's name and one for each string in it. */
  private void extra(String name, JsonNode value) {
    extra.append(name).append('\n');
    if (value.isTextual()) {
      extra.append(value.textValue()).append('\n');
    } else if (value.isObject()) {
      value.fields().forEachRemaining(field -> extra(field.getKey(), field.getValue()));
    } else {
      value.forEach(element -> extra("", element));
    }
  }

  private void attachments(JsonNode attachments) {
    int n = 0;
    for (JsonNode attachment : attachments) {
      n++;
      String position = Piece.child("", n);
      JsonNode base64 = attachment.path("base64");
      attachment
          .fields()
          .forEachRemaining(
              field -> {
                if (!Set.of("name", "mediaType", "base64").contains(field.getKey())) {
                  extra(field.getKey(), field.getValue());
                }
              });
      if (!base64.isTextual()) {
        gathering.unread(position, UnreadReason.BROKEN);
      }
      TransferEncoding decoded = TransferEncoding.base64(base64.asText("").getBytes(UTF_8));
      if (decoded.broken()) {
        gathering.unread(position, UnreadReason.BROKEN);
      }
      String type = attachment.path("mediaType").asText("");
      List<String> names = List.of(attachment.path("name").asText(""));
      pieces.read(Piece.described(position, type, names, 1, decoded.bytes()));
    }
  }

  private void add(String name, Place place, String text) {
    gathering.text(Gathering.WHOLE, name, place, text);
  }
}
