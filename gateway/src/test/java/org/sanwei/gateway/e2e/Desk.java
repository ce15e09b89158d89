package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * One person at the desk, as the pages' own scripts work: logged in by the form, a session's
 * cookie, and its token with everything that changes something. A restart of the gateway ends the
 * session; the next call logs in again. For one thread at a time.
 */
final class Desk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final String TOKEN = "name=\"_csrf\" value=\"";

  private final URI gateway;
  private final String login;
  private final String password;
  private HttpClient http = browser();
  private String token = "";
  private boolean loggedIn;

  Desk(URI gateway, String login, String password) {
    this.gateway = gateway;
    this.login = login;
    this.password = password;
  }

  /** What the interface answered; the code is empty unless it refused. */
  record Answer(int status, JsonNode body) {
    String code() {
      return body.path("code").asText("");
    }

    /** The body of an act that must have been done. */
    JsonNode done() {
      assertThat(status).as(body.toString()).isEqualTo(200);
      return body;
    }
  }

  JsonNode item(String id) throws IOException {
    return get("/api/v1/items/" + id);
  }

  /** The list of cards, as it came. */
  String cards() throws IOException {
    return get("/api/v1/cards?limit=200").toString();
  }

  /** The account of all time. */
  JsonNode account() throws IOException {
    return get("/api/v1/accounts").path("total");
  }

  /** Claims or closes an item as it stands now. */
  JsonNode act(String id, String act) throws IOException {
    int seen = item(id).path("version").asInt();
    return post("/api/v1/items/" + id + "/" + act, Map.of("version", seen)).done();
  }

  /** Reads what must be there. */
  JsonNode get(String path) throws IOException {
    return call(request(path)).done();
  }

  /**
   * Changes something.
   *
   * @throws IOException when it is unknown whether it was done
   */
  Answer post(String path, Object body) throws IOException {
    if (token.isEmpty()) {
      logIn();
    }
    return call(
        request(path)
            .header("Content-Type", "application/json")
            .header("X-CSRF-TOKEN", token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  /** What a page shows, whatever its status; the person is logged in. */
  String look(String path) throws IOException {
    if (!loggedIn) {
      logIn();
    }
    return send(request(path)).body();
  }

  /**
   * Hands a page a file as its script does, and gives what the page shows then.
   *
   * @throws IOException when it is unknown whether it was taken
   */
  String hand(String path, byte[] file) throws IOException {
    if (token.isEmpty()) {
      logIn();
    }
    HttpResponse<String> shown =
        send(
            request(path)
                .header("Content-Type", "application/octet-stream")
                .header("X-CSRF-TOKEN", token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    assertThat(shown.statusCode()).as(path).isEqualTo(200);
    return shown.body();
  }

  /** Keeps something as it is now. As {@link #post}. */
  Answer put(String path, Object body) throws IOException {
    if (token.isEmpty()) {
      logIn();
    }
    return call(
        request(path)
            .header("Content-Type", "application/json")
            .header("X-CSRF-TOKEN", token)
            .PUT(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  /** Throws something away. As {@link #post}. */
  int delete(String path) throws IOException {
    if (token.isEmpty()) {
      logIn();
    }
    return send(request(path).header("X-CSRF-TOKEN", token).DELETE()).statusCode();
  }

  /** Forgets the session, as whoever closes the browser does. */
  void leave() {
    http = browser();
    token = "";
    loggedIn = false;
  }

  private Answer call(HttpRequest.Builder request) throws IOException {
    HttpResponse<String> response = send(request);
    if (response.statusCode() == 401) {
      logIn();
      response = send(request);
    }
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }

  private void logIn() throws IOException {
    String form =
        "username=%s&password=%s&_csrf=%s"
            .formatted(encoded(login), encoded(password), encoded(token("/login")));
    HttpResponse<String> answer =
        send(
            request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    String to = answer.headers().firstValue("Location").orElse("");
    assertThat(to).as("log-in of %s", login).doesNotContain("/login");
    loggedIn = true;
    // Who has no business at the desk has no page there, and changes nothing from it.
    String html = send(request("/").header("Accept", "text/html")).body();
    token = html.contains(TOKEN) ? token("/") : "";
  }

  private String token(String page) throws IOException {
    String html = send(request(page).header("Accept", "text/html")).body();
    int from = html.indexOf(TOKEN);
    assertThat(from).as("a token on %s", page).isPositive();
    int begin = from + TOKEN.length();
    return html.substring(begin, html.indexOf('"', begin));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(gateway.resolve(path)).timeout(ANSWER);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static HttpClient browser() {
    return HttpClient.newBuilder()
        .cookieHandler(new CookieManager())
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
