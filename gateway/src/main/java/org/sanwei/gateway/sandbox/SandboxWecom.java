package org.sanwei.gateway.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WeCom-like server on loopback: the two calls that an application needs ({@code
 * /cgi-bin/gettoken} and {@code /cgi-bin/message/send}), with the error codes and limits that WeCom
 * documents, and the page {@code /phones} that shows what the leaders' phones received. The members
 * are the phone book's userids. Safe from any thread.
 */
public final class SandboxWecom implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxWecom.class);
  private static final int BODY_LIMIT_BYTES = 1 << 20;
  private static final int TOKENS_KEPT = 100;
  private static final int HTTP_THREADS = 8;

  /**
   * The application as WeCom's console names it.
   *
   * @param tokenLife how long an access token is good for; WeCom's is 7,200 s
   * @param perMemberMinute messages to one member in a minute; WeCom drops the excess without a
   *     word
   * @param personSendsADay over all members, then 45009
   */
  public record Settings(
      String corpId,
      String secret,
      int agentId,
      String application,
      Duration tokenLife,
      int perMemberMinute,
      int personSendsADay) {

    /** WeCom's own limits for an enterprise with this many accounts. */
    public static Settings ordinary(String corpId, String secret, int agentId, int accounts) {
      return new Settings(
          corpId, secret, agentId, "信息直呈（演练）", Duration.ofHours(2), 30, accounts * 200);
    }

    @Override
    public String toString() {
      return "Settings[" + corpId + ", agent " + agentId + ", secret redacted]";
    }
  }

  private final Settings settings;
  private final Phones phones;
  private final Clock clock;
  private final SecureRandom random;
  private final ObjectMapper json = new ObjectMapper();
  private final TrafficDial dial = new TrafficDial(json);
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(HTTP_THREADS, Threads.named("wecom"));
  private final Map<String, Instant> tokens = new LinkedHashMap<>();
  private final SendBudget budget;
  private final Map<Fault, AtomicInteger> faults = new ConcurrentHashMap<>();
  private final AtomicInteger errorToGive = new AtomicInteger();
  private final AtomicLong messageIds = new AtomicLong();
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  private enum Fault {
    ERROR,
    HANG,
    DROP_BEFORE,
    DROP_AFTER
  }

  private SandboxWecom(Settings settings, Phones phones, Clock clock, SecureRandom random, int port)
      throws IOException {
    this.settings = settings;
    this.phones = phones;
    this.clock = clock;
    this.random = random;
    this.budget = new SendBudget(settings.perMemberMinute, settings.personSendsADay);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    server.setExecutor(threads);
    open("/cgi-bin/gettoken", exchange -> answer(exchange, this::getToken));
    open("/cgi-bin/message/send", exchange -> answer(exchange, this::send));
    PhonesPage page = new PhonesPage(phones, json);
    open("/phones", page::handle);
    open("/traffic", dial::handle);
  }

  /**
   * Starts it on 127.0.0.1.
   *
   * @param port 0 for a free one
   */
  public static SandboxWecom start(
      Settings settings, Phones phones, Clock clock, SecureRandom random, int port)
      throws IOException {
    SandboxWecom wecom = new SandboxWecom(settings, phones, clock, random, port);
    wecom.server.start();
    return wecom;
  }

  private void open(String path, HttpHandler handler) {
    server.createContext(path, handler).getFilters().add(new LoopbackOnly());
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** What stands in place of https://qyapi.weixin.qq.com. */
  public URI baseUri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** For people: what the leaders' phones received. */
  public URI phonesPage() {
    return baseUri().resolve("/phones");
  }

  /** Lets people turn the drill's traffic on the phones page, at {@code /traffic}. */
  public void offerDial(TrafficMaker traffic) {
    dial.turns(traffic);
  }

  /** How many times a message was asked to be sent, whatever became of it. */
  public int sendCalls() {
    return calls.get();
  }

  /** The next {@code times} sends answer this errcode and deliver nothing. */
  public void failNext(int errcode, int times) {
    errorToGive.set(errcode);
    set(Fault.ERROR, times);
  }

  /** The next {@code times} sends deliver, then never answer: the caller's time-out decides. */
  public void hangNext(int times) {
    set(Fault.HANG, times);
  }

  /** The next {@code times} sends deliver, then cut the connection: the caller cannot know. */
  public void dropAfterDeliveringNext(int times) {
    set(Fault.DROP_AFTER, times);
  }

  /** The next {@code times} sends cut the connection and deliver nothing. */
  public void dropBeforeDeliveringNext(int times) {
    set(Fault.DROP_BEFORE, times);
  }

  /** All access tokens become invalid at once, as after a change of the secret. */
  public void forgetTokens() {
    synchronized (tokens) {
      tokens.clear();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void set(Fault fault, int times) {
    faults.computeIfAbsent(fault, f -> new AtomicInteger()).set(times);
  }

  private boolean happens(Fault fault) {
    AtomicInteger left = faults.get(fault);
    return left != null && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  /** What a call answers; empty = cut the connection. */
  private interface Call {
    Optional<ObjectNode> answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private void answer(HttpExchange exchange, Call call) throws IOException {
    try (exchange) {
      Optional<ObjectNode> answer = call.answer(exchange);
      if (answer.isPresent()) {
        byte[] body = json.writeValueAsBytes(answer.get());
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // its text may hold what was sent
      LOG.warn("the sandbox's WeCom failed on a call: {}", e.getClass().getName());
    }
  }

  private Optional<ObjectNode> getToken(HttpExchange exchange) {
    Map<String, String> query = query(exchange);
    if (!settings.corpId.equals(query.get("corpid"))) {
      return error(40013, "invalid corpid");
    }
    if (!settings.secret.equals(query.get("corpsecret"))) {
      return error(40001, "invalid credential");
    }
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String token = HexFormat.of().formatHex(bytes);
    synchronized (tokens) {
      tokens.put(token, clock.instant().plus(settings.tokenLife));
      if (tokens.size() > TOKENS_KEPT) {
        tokens.remove(tokens.keySet().iterator().next());
      }
    }
    ObjectNode answer = ok();
    answer.put("access_token", token);
    answer.put("expires_in", settings.tokenLife.toSeconds());
    return Optional.of(answer);
  }

  private Optional<ObjectNode> send(HttpExchange exchange)
      throws IOException, InterruptedException {
    calls.incrementAndGet();
    byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT_BYTES);
    if (happens(Fault.DROP_BEFORE)) {
      return Optional.empty();
    }
    if (happens(Fault.ERROR)) {
      return error(errorToGive.get(), "told to fail");
    }
    Optional<ObjectNode> refusal = tokenTrouble(query(exchange).get("access_token"));
    Optional<ObjectNode> answer = refusal.isPresent() ? refusal : deliver(parse(body));
    if (happens(Fault.DROP_AFTER)) {
      return Optional.empty();
    }
    if (happens(Fault.HANG)) {
      closed.await();
      return Optional.empty();
    }
    return answer;
  }

  private Optional<ObjectNode> tokenTrouble(@Nullable String token) {
    if (token == null) {
      return error(41001, "access_token missing");
    }
    Instant expiry;
    synchronized (tokens) {
      expiry = tokens.get(token);
    }
    if (expiry == null) {
      return error(40014, "invalid access_token");
    }
    return clock.instant().isBefore(expiry)
        ? Optional.empty()
        : error(42001, "access_token expired");
  }

  private @Nullable JsonNode parse(byte[] body) {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      return null;
    }
  }

  private Optional<ObjectNode> deliver(@Nullable JsonNode message) {
    if (message == null || !message.isObject()) {
      return error(47001, "data format error");
    }
    if (message.path("agentid").asInt(-1) != settings.agentId) {
      return error(40056, "invalid agentid");
    }
    Optional<WecomMessage> read = WecomMessage.read(message);
    if (read.isEmpty()) {
      return error(40008, "invalid message type");
    }
    if (read.get().text().isBlank()) {
      return error(44004, "empty content");
    }
    List<String> wanted = recipients(message.path("touser").asText(""));
    if (wanted.isEmpty()) {
      return error(40003, "touser, toparty and totag are all empty");
    }
    if (wanted.size() > 1_000) {
      return error(45024, "more than 1000 recipients");
    }
    List<String> invalid =
        wanted.stream().filter(u -> phones.book().byUserId(u).isEmpty()).toList();
    if (invalid.size() == wanted.size()) {
      return Optional.of(
          status(81013, "user & party & tag all invalid").put("invaliduser", joined(invalid)));
    }
    List<String> valid = wanted.stream().filter(u -> !invalid.contains(u)).toList();
    Instant now = clock.instant();
    if (!budget.mayCall(valid.size(), now)) {
      return error(45009, "api freq out of limit");
    }
    for (String user : valid) {
      if (budget.reaches(user, now)) {
        phones.wecom(user, settings.application, read.get().title(), read.get().text());
      }
    }
    ObjectNode answer = ok();
    if (!invalid.isEmpty()) {
      answer.put("invaliduser", joined(invalid));
    }
    return Optional.of(
        answer.put("msgid", "sandbox-" + now.toEpochMilli() + "-" + messageIds.incrementAndGet()));
  }

  private List<String> recipients(String toUser) {
    if (toUser.equals("@all")) {
      return phones.book().owners().stream().map(PhoneBook.Owner::userId).toList();
    }
    return Arrays.stream(toUser.split("\\|", -1))
        .map(String::strip)
        .filter(user -> !user.isEmpty())
        .map(user -> user.toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  private static String joined(List<String> users) {
    return String.join("|", users);
  }

  private ObjectNode ok() {
    return status(0, "ok");
  }

  private Optional<ObjectNode> error(int code, String message) {
    return Optional.of(status(code, message));
  }

  private ObjectNode status(int code, String message) {
    return json.createObjectNode().put("errcode", code).put("errmsg", message);
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String raw = exchange.getRequestURI().getRawQuery();
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : raw == null ? new ArrayList<String>() : List.of(raw.split("&", -1))) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }
}
