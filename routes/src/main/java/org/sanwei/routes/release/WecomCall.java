package org.sanwei.routes.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * One HTTP call to WeCom and every way it can end. No redirects, HTTP/1.1, and no repetition
 * inside: the JDK's client never repeats a POST. Exceptions stay here, because their texts hold
 * addresses and these hold the secret or the token.
 */
final class WecomCall {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http;
  private final Duration answerTimeout;

  WecomCall(Duration connectTimeout, Duration answerTimeout) {
    this.answerTimeout = answerTimeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .build();
  }

  /** How a call ended. */
  sealed interface Answer {}

  /** WeCom answered with JSON. */
  record Said(JsonNode json) implements Answer {
    int errcode() {
      return json.path("errcode").asInt(0);
    }

    @Override
    public String toString() {
      return "Said[" + errcode() + "]";
    }
  }

  /** Nothing was sent, or a proxy turned it away: {@code code} says which. */
  record NotSent(String code, boolean worthRetrying) implements Answer {}

  /** It was sent, and what became of it is not known. */
  record NoAnswer(String why) implements Answer {}

  Answer get(URI address) {
    return call(HttpRequest.newBuilder(address).GET());
  }

  Answer post(URI address, Map<String, Object> body) {
    return call(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body))));
  }

  private static byte[] bytes(Map<String, Object> body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text and numbers are always writable", e);
    }
  }

  private Answer call(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(
              request.timeout(answerTimeout).build(), HttpResponse.BodyHandlers.ofByteArray());
      return read(response.statusCode(), response.body());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new NotSent("wecom-not-reachable", true);
    } catch (IOException e) {
      return new NoAnswer("wecom-no-answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NoAnswer("wecom-interrupted");
    }
  }

  private static Answer read(int status, byte[] body) {
    if (status >= 300 && status < 500) {
      return new NotSent("wecom-http-" + status, status == 429);
    }
    if (status != 200) {
      return new NoAnswer("wecom-http-" + status);
    }
    try {
      JsonNode json = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      return json != null && json.path("errcode").isInt()
          ? new Said(json)
          : new NoAnswer("wecom-bad-answer");
    } catch (JsonProcessingException e) {
      return new NoAnswer("wecom-bad-answer");
    }
  }
}
