package org.sanwei.gateway.channel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Optional;

/** The case and the version that a hotline's post names; read as a stream, nothing is kept. */
record PostedCase(String caseId, String version) {
  private static final int MAX_NESTING = 32;
  private static final int MAX_CHARACTERS = 200;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** Empty for what names not both, or is no JSON object: then its key or nonce names it. */
  static Optional<PostedCase> in(byte[] body) {
    String caseId = "";
    String version = "";
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value.isStructStart()) {
          parser.skipChildren();
        } else if (field.equals("caseId")) {
          caseId = word(parser);
        } else if (field.equals("version")) {
          version = word(parser);
        }
      }
    } catch (IOException e) {
      // Its text quotes the post.
      return Optional.empty();
    }
    return caseId.isEmpty() || version.isEmpty()
        ? Optional.empty()
        : Optional.of(new PostedCase(caseId, version));
  }

  private static String word(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return "";
    }
    String word = parser.getText().strip();
    return word.length() > MAX_CHARACTERS ? "" : word;
  }

  @Override
  public String toString() {
    return "PostedCase[" + caseId.length() + " characters]";
  }
}
