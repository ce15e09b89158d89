package org.sanwei.routes.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The access token, fetched when there is none and kept until a little before it runs out. WeCom
 * counts fetches, so threads share one. Safe from many threads.
 */
final class WecomToken {
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final WecomSettings settings;
  private final WecomCall call;
  private final Clock clock;
  private @Nullable String token;
  private Instant renewAt = Instant.EPOCH;

  WecomToken(WecomSettings settings, WecomCall call, Clock clock) {
    this.settings = settings;
    this.call = call;
    this.clock = clock;
  }

  /** A token, or why there is none. */
  sealed interface Got {}

  /** For the query of a call; never printed. */
  record Token(String value) implements Got {
    @Override
    public String toString() {
      return "Token[redacted]";
    }
  }

  /** No token, so nothing can be sent. */
  record None(String code, boolean worthRetrying) implements Got {}

  synchronized Got current() {
    String known = token;
    if (known != null && clock.instant().isBefore(renewAt)) {
      return new Token(known);
    }
    return fetch();
  }

  /** Forgets {@code refused}, unless another thread has already fetched a newer one. */
  synchronized void forget(Token refused) {
    if (refused.value().equals(token)) {
      token = null;
    }
  }

  /** Asks for one whatever is known: WeCom gives the same again while it is good. */
  synchronized Got fresh() {
    return fetch();
  }

  private Got fetch() {
    WecomCall.Answer answer = call.get(address());
    if (answer instanceof WecomCall.Said said) {
      return read(said);
    }
    return answer instanceof WecomCall.NotSent notSent
        ? new None(notSent.code(), notSent.worthRetrying())
        : new None("wecom-token-no-answer", true);
  }

  private Got read(WecomCall.Said said) {
    JsonNode value = said.json().path("access_token");
    if (said.errcode() != 0 || !value.isTextual()) {
      return new None("wecom-" + said.errcode(), WecomOutlet.FOR_NOW.contains(said.errcode()));
    }
    Duration life = Duration.ofSeconds(said.json().path("expires_in").asLong(0));
    renewAt = clock.instant().plus(life.compareTo(MARGIN) > 0 ? life.minus(MARGIN) : life);
    token = value.asText();
    return new Token(value.asText());
  }

  private URI address() {
    return settings
        .base()
        .resolve(
            "/cgi-bin/gettoken?corpid="
                + URLEncoder.encode(settings.corpId(), StandardCharsets.UTF_8)
                + "&corpsecret="
                + URLEncoder.encode(settings.secret(), StandardCharsets.UTF_8));
  }
}
