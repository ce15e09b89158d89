package org.sanwei.routes.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a mail that was not taken over and still lies in its mailbox: where, and how large. It
 * becomes an arrival with a number, and is held. {@code why} is {@link #TOO_LARGE} or {@link
 * #NOT_GIVEN}; {@code arrived} is the server's word on when, in ISO form.
 */
public record LeftAtSource(
    String why,
    String folder,
    long uidValidity,
    long uid,
    long sizeBytes,
    @Nullable String arrived) {
  public static final String MEDIA_TYPE = "application/vnd.sanwei.left-at-source+json";

  /** Over the channel's limit. */
  public static final String TOO_LARGE = "TOO_LARGE";

  /** The server did not give it whole, or nothing could store it, time after time. */
  public static final String NOT_GIVEN = "NOT_GIVEN";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The body. */
  public byte[] encoded() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of words and numbers is always JSON");
    }
  }

  /** What the body says; empty for bytes that are none. */
  public static Optional<LeftAtSource> decode(byte[] body) {
    try {
      return Optional.of(JSON.readValue(body, LeftAtSource.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** How much lies there, for whoever looks at the arrival only; at most what an int holds. */
  int shownBytes() {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, sizeBytes));
  }
}
