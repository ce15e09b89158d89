package org.sanwei.routes.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers {@code gettoken} and {@code message/send} as WeCom documents them. */
final class WecomProvider implements Provider {
  static final String SECRET = "test-corp-secret";
  private static final JsonMapper JSON = new JsonMapper();

  private record Shown(String to, String text) {}

  private final HttpServer server;
  private final List<Shown> shown = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  final AtomicInteger tokens = new AtomicInteger();
  private volatile Mood mood = Mood.TAKES;
  private volatile @Nullable String answer;
  private volatile int status = 200;
  private volatile boolean tokensAlwaysRefused;
  private volatile String validToken = "";

  WecomProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/cgi-bin/gettoken", this::token);
    server.createContext("/cgi-bin/message/send", this::send);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void mood(Mood next) {
    mood = next;
  }

  /** Every send is answered with these words, taken or not. */
  void answers(int httpStatus, String json) {
    status = httpStatus;
    answer = json;
  }

  /** Makes the present token worthless, as when another program fetched one. */
  void revokeToken() {
    validToken = "";
  }

  void refuseEveryToken() {
    tokensAlwaysRefused = true;
  }

  private void token(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getQuery().contains("corpsecret=" + SECRET)) {
      reply(exchange, 200, "{\"errcode\":40001,\"errmsg\":\"invalid credential\"}");
      return;
    }
    validToken = "token-" + tokens.incrementAndGet();
    reply(
        exchange,
        200,
        "{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\""
            + validToken
            + "\",\"expires_in\":7200}");
  }

  private void send(HttpExchange exchange) throws IOException {
    JsonNode message = JSON.readTree(exchange.getRequestBody());
    requests.incrementAndGet();
    boolean good = exchange.getRequestURI().getQuery().equals("access_token=" + validToken);
    if (!good || tokensAlwaysRefused) {
      reply(exchange, 200, "{\"errcode\":40014,\"errmsg\":\"invalid access_token\"}");
    } else if (answer != null) {
      reply(exchange, status, answer);
    } else if (mood == Mood.REFUSES_FOR_NOW) {
      reply(exchange, 200, "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
    } else if (mood == Mood.REFUSES_FOR_GOOD) {
      reply(exchange, 200, "{\"errcode\":0,\"invaliduser\":\"" + to(message) + "\"}");
    } else {
      take(exchange, message);
    }
  }

  private void take(HttpExchange exchange, JsonNode message) throws IOException {
    shown.add(new Shown(to(message), message.path("text").path("content").asText()));
    if (mood == Mood.TAKES_AND_HANGS_UP) {
      exchange.close();
    } else {
      reply(
          exchange, 200, "{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":\"wx-" + shown.size() + "\"}");
    }
  }

  private static String to(JsonNode message) {
    return message.path("touser").asText();
  }

  private static void reply(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public int requests() {
    return requests.get();
  }

  @Override
  public List<String> phone(String address) {
    return shown.stream().filter(s -> s.to().equals(address)).map(Shown::text).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
