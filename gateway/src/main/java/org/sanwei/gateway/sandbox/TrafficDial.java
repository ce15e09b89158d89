package org.sanwei.gateway.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.sandbox.TrafficMaker.Tally;

/**
 * How much traffic the drill makes, to be read (GET) and turned (PUT, the number as the body). A
 * PUT needs the header {@code X-Sanwei-Drill}, which a page of another origin may not set.
 */
final class TrafficDial {
  private static final String HEADER = "X-Sanwei-Drill";
  private static final int LONGEST_NUMBER_BYTES = 8;

  private final ObjectMapper json;
  private volatile @Nullable TrafficMaker traffic;

  TrafficDial(ObjectMapper json) {
    this.json = json;
  }

  /** Until then there is nothing to turn, and the answer says so. */
  void turns(TrafficMaker maker) {
    traffic = maker;
  }

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      TrafficMaker maker = traffic;
      switch (exchange.getRequestMethod()) {
        case "GET" -> reply(exchange, 200, maker);
        case "PUT" -> reply(exchange, maker == null ? 409 : turn(exchange, maker), maker);
        default -> reply(exchange, 405, maker);
      }
    }
  }

  private static int turn(HttpExchange exchange, TrafficMaker maker) throws IOException {
    if (exchange.getRequestHeaders().getFirst(HEADER) == null) {
      return 403;
    }
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_NUMBER_BYTES);
    try {
      maker.setPerMinute(Integer.parseInt(new String(body, StandardCharsets.US_ASCII).strip()));
      return 200;
    } catch (IllegalArgumentException e) {
      return 400;
    }
  }

  private void reply(HttpExchange exchange, int status, @Nullable TrafficMaker maker)
      throws IOException {
    ObjectNode answer = json.createObjectNode().put("offered", maker != null);
    if (maker != null) {
      Tally tally = maker.tally();
      answer
          .put("perMinute", maker.perMinute())
          .put("taken", tally.taken())
          .put("refused", tally.refused());
    }
    byte[] body = json.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
