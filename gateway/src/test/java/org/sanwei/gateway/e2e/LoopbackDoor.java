package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A port on loopback behind which a counterparty speaks, with a thread for each connection. */
final class LoopbackDoor implements AutoCloseable {
  private static final int BACKLOG = 50;

  private final ServerSocket door;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private LoopbackDoor(ServerSocket door) {
    this.door = door;
  }

  /** What is said to a client. One that goes in the middle, or is killed, is nobody's error. */
  @FunctionalInterface
  interface Conversation {
    void with(Socket client) throws IOException;
  }

  static LoopbackDoor open() throws IOException {
    return new LoopbackDoor(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
  }

  int port() {
    return door.getLocalPort();
  }

  /** Takes connections from now on. */
  void serve(Conversation conversation) {
    threads.execute(
        () -> {
          while (!door.isClosed()) {
            try {
              Socket client = door.accept();
              threads.execute(() -> converse(conversation, client));
            } catch (IOException e) {
              // The client went at once; or this is closed, and then the loop ends.
              Thread.onSpinWait();
            }
          }
        });
  }

  private static void converse(Conversation conversation, Socket client) {
    try (client) {
      conversation.with(client);
    } catch (IOException e) {
      // What it has no answer to, it knows nothing of.
      return;
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
