package org.sanwei.routes.sms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
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

  private static final Comparator<SmsPart> IN_ORDER =
      Comparator.comparingInt(SmsPart::part).thenComparing(SmsPart::octets, Arrays::compare);

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

  /**
   * What tells this text from another: who sent it where, and every part's octets without the
   * header that only joins parts, since a phone that sends a text again counts on in it. Two that
   * are equal here are equal to whoever reads them; when they came does not matter.
   */
  public byte[] said() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(sender);
      out.writeUTF(destination);
      out.writeInt(total);
      for (SmsPart part : parts.stream().sorted(IN_ORDER).toList()) {
        UserData data = UserData.of(ShortMessage.hasHeader(part.esmClass()), part.octets());
        byte[] octets = data.understood() ? data.text() : part.octets();
        out.writeInt(part.part());
        out.writeInt(part.esmClass());
        out.writeInt(part.protocolId());
        out.writeInt(part.dataCoding());
        out.writeInt(octets.length);
        out.write(octets);
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory takes every byte");
    }
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return "SmsBody[" + parts.size() + " of " + total + " parts]";
  }
}
