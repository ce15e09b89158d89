package org.sanwei.gateway.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a candidate policy by name, and over how many days it is to be tried. Kept in memory
 * only: what people write into a policy is not judged, and so is not stored.
 */
record Candidate(Map<String, byte[]> files, int days) {
  static final int MAX_BODY_BYTES = 6 << 20;
  static final int MAX_FILES = 64;
  static final int MAX_DAYS = 92;

  /** {@code {"files": {"00-office.yaml": "…"}, "days": 30}}, or empty when it is not that. */
  static Optional<Candidate> read(byte[] body, ObjectMapper json) {
    Sent sent;
    try {
      sent = json.readValue(body, Sent.class);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory do not fail");
    }
    Map<String, String> texts = sent == null ? null : sent.files();
    if (texts == null
        || texts.isEmpty()
        || texts.size() > MAX_FILES
        || texts.containsValue(null)
        || sent.days() < 1
        || sent.days() > MAX_DAYS) {
      return Optional.empty();
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    texts.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return Optional.of(new Candidate(files, sent.days()));
  }

  private record Sent(@Nullable Map<String, String> files, int days) {
    @Override
    public String toString() {
      return "Sent";
    }
  }

  @Override
  public String toString() {
    return "Candidate[" + files.size() + " files, " + days + " days]";
  }
}
