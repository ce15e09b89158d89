package org.sanwei.routes.sms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;

/**
 * A short message as an arrival's body: everything that the centre said of it, in JSON, the octets
 * in base64. {@code total} is the number of parts it should have; {@code parts} are those that
 * came, in no order.
 */
public record SmsBody(
    int version, String sender, String destination, int total, List<SmsPart> parts) {
  /** The version this code writes. */
  public static final int VERSION = 1;

  /** The media type of {@link #toJson()}. */
  public static final String MEDIA_TYPE = "application/vnd.sanwei.short-message+json";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  public SmsBody {
    parts = List.copyOf(parts);
  }

  /** UTF-8. */
  public byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a short message cannot be written as JSON");
    }
  }

  /**
   * Reads what {@link #toJson()} wrote.
   *
   * @throws IllegalArgumentException when it did not; the message holds no byte of it
   */
  public static SmsBody fromJson(byte[] json) {
    try {
      return JSON.readValue(json, SmsBody.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("the body is no short message of ours");
    }
  }

  @Override
  public String toString() {
    return "SmsBody[" + parts.size() + " of " + total + " parts]";
  }
}
