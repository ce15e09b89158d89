package org.sanwei.routes.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a post says of the case it is a version of. The fields are content; {@code version} and
 * {@code status} are empty when the post has none.
 */
public record CaseFacts(String caseId, String version, String status) {
  private static final int MAX_CHARACTERS = 200;

  static Optional<CaseFacts> of(JsonNode post) {
    String caseId = word(post, "caseId");
    return caseId.isEmpty()
        ? Optional.empty()
        : Optional.of(new CaseFacts(caseId, word(post, "version"), word(post, "status")));
  }

  /** Longer than any id: then it is text, which is judged elsewhere, and links nothing. */
  private static String word(JsonNode post, String field) {
    JsonNode value = post.path(field);
    String word = value.isValueNode() ? value.asText("").strip() : "";
    return word.length() > MAX_CHARACTERS ? "" : Letters.mended(word);
  }

  @Override
  public String toString() {
    return "CaseFacts[" + caseId.length() + " characters]";
  }
}
