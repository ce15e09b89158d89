package org.sanwei.gateway.sandbox;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * Answers those only who call this machine by its loopback name: a page of the internet whose name
 * is made to point here (DNS rebinding) is of our origin for the browser, and bears its own name.
 */
final class LoopbackOnly extends Filter {
  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    int port = exchange.getLocalAddress().getPort();
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    if (host.equals("127.0.0.1:" + port) || host.equals("localhost:" + port)) {
      chain.doFilter(exchange);
    } else {
      exchange.sendResponseHeaders(403, -1);
      exchange.close();
    }
  }

  @Override
  public String description() {
    return "loopback names only";
  }
}
