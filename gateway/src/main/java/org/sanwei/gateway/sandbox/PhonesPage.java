package org.sanwei.gateway.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanwei.gateway.sandbox.Phones.Medium;
import org.sanwei.gateway.sandbox.Phones.Received;

/** The phones, as a page of one file and as the JSON that it asks for every second. */
record PhonesPage(Phones phones, ObjectMapper json) {
  /** A phone's screen holds this many of its newest messages. */
  private static final int ON_SCREEN = 50;

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/phones" -> reply(exchange, 200, "text/html; charset=UTF-8", page());
        case "/phones.json" ->
            reply(exchange, 200, "application/json; charset=UTF-8", json.writeValueAsBytes(all()));
        default -> reply(exchange, 404, "text/plain", new byte[0]);
      }
    }
  }

  private static void reply(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                + " connect-src 'self'; img-src data:");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] page() throws IOException {
    try (InputStream page = PhonesPage.class.getResourceAsStream("phones.html")) {
      if (page == null) {
        throw new IOException("the jar does not hold phones.html");
      }
      return page.readAllBytes();
    }
  }

  /** The book's phones in its order, then numbers that it does not know. */
  private ObjectNode all() {
    Map<String, ObjectNode> phonesByKey = new LinkedHashMap<>();
    for (PhoneBook.Owner owner : phones.book().owners()) {
      phonesByKey.put(owner.userId(), phone(owner.name(), owner.post(), owner.number()));
    }
    List<Received> received = phones.all();
    for (Received message : received) {
      String key =
          (message.medium() == Medium.SMS
                  ? phones.book().byNumber(message.phone())
                  : phones.book().byUserId(message.phone()))
              .map(PhoneBook.Owner::userId)
              .orElse(message.phone());
      ObjectNode phone =
          phonesByKey.computeIfAbsent(key, k -> phone("通讯录以外", "未登记", message.phone()));
      add((ArrayNode) phone.get("messages"), message);
    }
    ObjectNode answer = json.createObjectNode();
    answer.put("started", phones.started().toString()).put("count", received.size());
    answer.set("phones", json.createArrayNode().addAll(phonesByKey.values()));
    return answer;
  }

  private ObjectNode phone(String name, String post, String number) {
    ObjectNode phone =
        json.createObjectNode().put("name", name).put("post", post).put("number", number);
    phone.set("messages", json.createArrayNode());
    return phone;
  }

  private static void add(ArrayNode messages, Received message) {
    if (messages.size() == ON_SCREEN) {
      messages.remove(0);
    }
    messages
        .addObject()
        .put("sequence", message.sequence())
        .put("medium", message.medium().name())
        .put("sender", message.sender())
        .put("title", message.title())
        .put("text", message.text())
        .put("at", message.at().toString());
  }
}
