package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * PostgreSQL killed with {@code kill -9}, and its port taken: until this is closed nothing that the
 * gateway starts again can serve there, and whoever connects is turned away.
 */
final class DatabaseDown implements AutoCloseable {
  private final ServerSocket port;

  private DatabaseDown(ServerSocket port) {
    this.port = port;
  }

  static DatabaseDown kill(Register register) {
    InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), register.port());
    ProcessHandle postgres = register.postmaster();
    if (!postgres.destroyForcibly()) {
      throw new AssertionError("postgres cannot be killed");
    }
    postgres.onExit().join();
    DatabaseDown down = new DatabaseDown(bound(at));
    Thread doorkeeper = new Thread(down::turnAway, "database-down");
    doorkeeper.setDaemon(true);
    doorkeeper.start();
    return down;
  }

  private static ServerSocket bound(InetSocketAddress at) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(at);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException("the port was not free: postgres came back too soon", e);
    }
  }

  private void turnAway() {
    while (!port.isClosed()) {
      try {
        port.accept().close();
      } catch (IOException e) {
        // Closed: the database may come back.
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    port.close();
  }
}
