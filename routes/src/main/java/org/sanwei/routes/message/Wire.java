package org.sanwei.routes.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;

/**
 * The form of queue payloads before sealing: CBOR (RFC 8949), one object a body, each with its
 * version. Thread-safe.
 */
public final class Wire {
  private static final int MAX_BODY_BYTES = 128 * 1024 * 1024;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              CBORFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(MAX_BODY_BYTES).build())
                  .build())
          .registerModule(new JavaTimeModule())
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final TypeReference<List<LedgerEvent>> EVENTS = new TypeReference<>() {};

  private Wire() {}

  /** The CBOR bytes of a payload. */
  public static byte[] encode(Object payload) {
    try {
      return MAPPER.writeValueAsBytes(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "a " + payload.getClass().getSimpleName() + " cannot be written as CBOR");
    }
  }

  /**
   * Reads a payload that this code, or an older one, wrote.
   *
   * @throws BadPayload when the bytes are no such payload; the message holds no byte of it
   */
  public static <T> T decode(byte[] bytes, Class<T> type) {
    try {
      return MAPPER.readValue(bytes, type);
    } catch (IOException e) {
      throw new BadPayload(type.getSimpleName());
    }
  }

  /** Reads the body of a {@code sanwei.ledger} message. */
  public static List<LedgerEvent> decodeEvents(byte[] bytes) {
    try {
      return MAPPER.readValue(bytes, EVENTS);
    } catch (IOException e) {
      throw new BadPayload("list of LedgerEvent");
    }
  }

  /**
   * A body that opened but is not the payload it should be: a fault of ours or of a newer version.
   */
  public static final class BadPayload extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadPayload(String want) {
      super("the body is not a " + want + " of a version this gateway reads");
    }
  }
}
