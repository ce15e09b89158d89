package org.sanwei.routes.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Optional;

/**
 * A release as bytes: UTF-8 JSON, strict. An unknown or missing field, a null, an unknown word or a
 * second document is refused, because a signer cannot have meant what a reader must guess.
 */
public final class ReleaseCodec {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .build();

  private ReleaseCodec() {}

  /** The bytes to sign. */
  public static byte[] write(Release release) {
    try {
      return JSON.writeValueAsBytes(release);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a release is always writable", e);
    }
  }

  /**
   * Empty when the bytes are not a release; why is not told, since the reason quotes content. What
   * is read proves nothing: only {@link Releasable#verify} makes something that fits an outlet.
   */
  public static Optional<Release> read(byte[] bytes) {
    try {
      return Optional.ofNullable(JSON.readValue(bytes, Release.class));
    } catch (IOException | NullPointerException e) {
      return Optional.empty();
    }
  }
}
