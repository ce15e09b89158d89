package org.sanwei.routes.intake.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of one row as those of a signed post. Columns that are not mapped go in below {@code
 * columns}, each with its heading, so that nothing is lost and none can pass for a known field.
 * Fields are sorted: the same row in another order of columns is the same message.
 */
final class PostFields {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, String> known = new TreeMap<>();
  private final Map<String, List<JsonNode>> others = new TreeMap<>();
  private String otherReading = "";

  void known(String field, String value) {
    if (!value.isBlank()) {
      known.merge(field.equals("at") ? "sentAt" : field, value, (one, two) -> one + "\n" + two);
    }
  }

  void other(String heading, String value) {
    if (!value.isBlank()) {
      other(heading, JSON.textNode(value));
    }
  }

  void other(String heading, JsonNode value) {
    others.computeIfAbsent(heading, unused -> new ArrayList<>()).add(text(value));
  }

  /** The whole row in the other encoding in which its bytes are letters. */
  void otherReading(String text) {
    otherReading = text;
  }

  boolean hasText() {
    return known.containsKey("text");
  }

  ObjectNode toJson() {
    ObjectNode post = JSON.objectNode();
    known.forEach(post::put);
    if (!others.isEmpty()) {
      ObjectNode columns = post.putObject("columns");
      others.forEach(
          (heading, values) ->
              columns.set(
                  heading, values.size() == 1 ? values.get(0) : JSON.arrayNode().addAll(values)));
    }
    if (!otherReading.isEmpty()) {
      post.put("otherReading", otherReading);
    }
    return post;
  }

  /** Numbers as they are written: the reader reads letters. */
  private static JsonNode text(JsonNode value) {
    if (value.isObject()) {
      ObjectNode object = JSON.objectNode();
      fields(value).forEach((name, each) -> object.set(name, text(each)));
      return object;
    }
    if (value.isArray()) {
      ArrayNode array = JSON.arrayNode();
      value.forEach(each -> array.add(text(each)));
      return array;
    }
    return JSON.textNode(value.asText(""));
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new TreeMap<>();
    object.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }
}
