package org.sanwei.routes.intake.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.sanwei.routes.message.ArrivalId;

/** What stays in {@code done/} of a file: nothing of its name and nothing of its content. */
record Receipt(ArrivalId id, Instant takenAt, long sizeBytes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String json(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", id.hex());
    all.put("takenAt", takenAt.toString());
    all.put("sizeBytes", sizeBytes);
    all.putAll(new TreeMap<>(more));
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and words are always JSON");
    }
  }
}
