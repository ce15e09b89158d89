package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** The desk's interface as a duty officer's program sees it. */
final class Desk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI gateway;
  private final String authorization;

  Desk(URI gateway, String login, String password) {
    this.gateway = gateway;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  JsonNode item(String id) throws IOException {
    return JSON.readTree(get("/api/v1/items/" + id));
  }

  /** The list of cards, as it came. */
  String cards() throws IOException {
    return get("/api/v1/cards?limit=200");
  }

  /** The account of all time. */
  JsonNode account() throws IOException {
    return JSON.readTree(get("/api/v1/accounts")).path("total");
  }

  private String get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", authorization)
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
