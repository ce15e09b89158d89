package org.sanwei.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Console;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.wiring.StartRefused;

/** A running gateway's interface, as one person. Plain HTTP on loopback only. */
final class GatewayApi {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI base;
  private final String authorization;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();

  private GatewayApi(URI base, String authorization) {
    this.base = base;
    this.authorization = authorization;
  }

  /** With the password in a file, or asked for where there is a terminal. */
  static GatewayApi as(String url, String login, @Nullable Path passwordFile) {
    URI base = base(url);
    String password = password(passwordFile);
    String basic =
        Base64.getEncoder()
            .encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
    return new GatewayApi(base, "Basic " + basic);
  }

  private static URI base(String url) {
    URI base;
    try {
      base = URI.create(url.endsWith("/") ? url : url + "/");
    } catch (IllegalArgumentException e) {
      throw new StartRefused("'" + url + "' is no address", "write --api https://HOST:PORT");
    }
    boolean plain = "http".equals(base.getScheme());
    if (base.getHost() == null || (!plain && !"https".equals(base.getScheme()))) {
      throw new StartRefused("'" + url + "' is no address", "write --api https://HOST:PORT");
    }
    if (plain && !loopback(base.getHost())) {
      throw new StartRefused(
          "a password would go to " + base.getHost() + " in the clear", "write https://");
    }
    return base;
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String password(@Nullable Path file) {
    try {
      if (file != null) {
        return Files.readString(file).strip();
      }
    } catch (IOException e) {
      throw new StartRefused(file + " cannot be read", "name a file with the password in it");
    }
    Console console = System.console();
    if (console == null) {
      throw new StartRefused(
          "there is nobody to ask for the password", "write it to a file: --password-file FILE");
    }
    return new String(console.readPassword("口令 password: "));
  }

  /** The answer's body; refuses, with what the gateway says, what is not 2xx. */
  JsonNode call(String method, String path, @Nullable Object body) {
    try {
      HttpRequest.BodyPublisher sent =
          body == null
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve(path))
              .timeout(PATIENCE)
              .header("Authorization", authorization)
              .header("Content-Type", "application/json")
              .method(method, sent)
              .build();
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new StartRefused(
          base.getHost() + " does not answer (" + e.getClass().getSimpleName() + ")",
          "look at the address, and whether this machine trusts its certificate");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefused("interrupted", "run it again");
    }
  }

  private JsonNode answer(int status, String body) {
    JsonNode told;
    try {
      told = json.readTree(body);
    } catch (JsonProcessingException e) {
      told = json.createObjectNode();
    }
    if (status / 100 == 2) {
      return told;
    }
    StringBuilder what = new StringBuilder("the gateway answers " + status);
    what.append(' ').append(told.path("code").asText());
    told.path("problems").forEach(problem -> what.append('\n').append(problem.asText()));
    String fix = told.path("detail").asText();
    throw new StartRefused(
        what.toString(), fix.isEmpty() ? "log in as a security administrator" : fix);
  }
}
