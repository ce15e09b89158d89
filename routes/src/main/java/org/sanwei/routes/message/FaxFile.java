package org.sanwei.routes.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A page file with what its device told of it, as one body: four bytes with the length of the facts
 * (big-endian), the facts as a JSON object of strings, then the file as it was. Known facts are
 * {@code fileName}, {@code caller}, {@code pages}, {@code pagesSent} and {@code error}; all are the
 * device's word and prove nothing.
 */
public record FaxFile(Map<String, String> facts, byte[] file) {
  public static final String MEDIA_TYPE = "application/vnd.sanwei.fax-file";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_FACTS_BYTES = 256 * 1024;

  public FaxFile {
    facts = Map.copyOf(facts);
  }

  /** The body. */
  public byte[] encoded() {
    try {
      byte[] json = JSON.writeValueAsBytes(new TreeMap<>(facts));
      return ByteBuffer.allocate(Integer.BYTES + json.length + file.length)
          .putInt(json.length)
          .put(json)
          .put(file)
          .array();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is always JSON");
    }
  }

  /** The parts of a body; empty for bytes that are none. */
  public static Optional<FaxFile> decode(byte[] body) {
    if (body.length < Integer.BYTES) {
      return Optional.empty();
    }
    int length = ByteBuffer.wrap(body).getInt();
    if (length < 2 || length > MAX_FACTS_BYTES || length > body.length - Integer.BYTES) {
      return Optional.empty();
    }
    try {
      Map<String, String> facts = new TreeMap<>();
      JSON.readTree(body, Integer.BYTES, length)
          .fields()
          .forEachRemaining(fact -> facts.put(fact.getKey(), fact.getValue().asText("")));
      byte[] file = Arrays.copyOfRange(body, Integer.BYTES + length, body.length);
      return Optional.of(new FaxFile(facts, file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "FaxFile[" + facts.size() + " facts, " + file.length + " bytes]";
  }
}
