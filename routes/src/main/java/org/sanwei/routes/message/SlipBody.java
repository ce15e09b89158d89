package org.sanwei.routes.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;

/**
 * A slip (登记单) as a person at the desk typed it, and as it is an arrival's body: what came by
 * telephone, with a visitor or by letter. Empty strings are fields that were left blank. {@code
 * takenAt} (when it came in, 接报), {@code eventAt} (事发) and {@code meetingAt} are times of the trade
 * zone without a zone, such as {@code 2026-11-22T02:05}, or empty. {@code meeting} says that it is
 * a notice of a meeting: then {@code subject} is what the meeting is about and the last three are
 * its particulars. The same fields give the same bytes, so that a retry is the same message.
 */
public record SlipBody(
    int version,
    Way way,
    String unit,
    String caller,
    String number,
    String takenAt,
    String eventAt,
    String takenBy,
    String subject,
    String text,
    boolean readBack,
    boolean meeting,
    String meetingAt,
    String meetingPlace,
    String attendees) {
  /** The version this code writes. */
  public static final int VERSION = 1;

  /** The media type of {@link #toJson()}. */
  public static final String MEDIA_TYPE = "application/vnd.sanwei.slip+json";

  /** The most UTF-16 units of the text. */
  public static final int MAX_TEXT = 20_000;

  /** The most UTF-16 units of every other field. */
  public static final int MAX_FIELD = 500;

  /** How it came. */
  public enum Way {
    CALL("来电"),
    VISIT("来访"),
    LETTER("来信");

    private final String chinese;

    Way(String chinese) {
      this.chinese = chinese;
    }

    /** The word on duty screens. */
    public String chinese() {
      return chinese;
    }
  }

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /** UTF-8. */
  public byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a slip cannot be written as JSON");
    }
  }

  /**
   * Reads what {@link #toJson()} wrote, or what a page sent in its form.
   *
   * @throws IllegalArgumentException for anything else; the message holds no byte of it
   */
  public static SlipBody fromJson(byte[] json) {
    try {
      return JSON.readValue(json, SlipBody.class);
    } catch (IOException e) {
      // Its text quotes the slip.
      throw new IllegalArgumentException("the body is no slip of ours");
    }
  }

  /** Whether nobody has typed anything yet: times, ticks and one's own name are no words. */
  public boolean blank() {
    return oneLiners().allMatch(String::isBlank) && text.isBlank();
  }

  /** Within the limits, its times are times, and no character of it is one that cannot be kept. */
  public boolean fits() {
    return version == VERSION
        && text.length() <= MAX_TEXT
        && takenBy.length() <= MAX_FIELD
        && oneLiners().allMatch(field -> field.length() <= MAX_FIELD)
        && Stream.concat(oneLiners(), Stream.of(text, takenBy)).noneMatch(SlipBody::damaged)
        && Stream.of(takenAt, eventAt, meetingAt).allMatch(SlipBody::timeOrEmpty);
  }

  private Stream<String> oneLiners() {
    return Stream.of(unit, caller, number, subject, meetingPlace, attendees);
  }

  private static boolean damaged(String field) {
    return field
        .codePoints()
        .anyMatch(p -> p == 0 || p <= Character.MAX_VALUE && Character.isSurrogate((char) p));
  }

  private static boolean timeOrEmpty(String field) {
    if (field.isEmpty()) {
      return true;
    }
    try {
      return LocalDateTime.parse(field).getYear() > 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "SlipBody[" + way + ", " + text.length() + " characters]";
  }
}
