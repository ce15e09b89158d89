package org.sanwei.gateway.database;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The postgres child process. One thread starts it and lives as long as it does: the kernel
 * interrupts the child when that very thread ends, so it must not be a passing one. Should postgres
 * die while nobody asked for it, the thread starts it again on the same port.
 */
final class Postmaster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);

  /**
   * A small machine's sizes; what durability needs; and no statement text, parameter or row detail
   * in the log, for those hold content.
   */
  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("listen_addresses", "127.0.0.1"),
              Map.entry("unix_socket_directories", ""),
              Map.entry("fsync", "on"),
              Map.entry("synchronous_commit", "on"),
              Map.entry("full_page_writes", "on"),
              Map.entry("max_connections", "40"),
              Map.entry("shared_buffers", "64MB"),
              Map.entry("work_mem", "4MB"),
              Map.entry("maintenance_work_mem", "32MB"),
              Map.entry("max_wal_size", "256MB"),
              Map.entry("min_wal_size", "64MB"),
              Map.entry("max_parallel_workers_per_gather", "0"),
              Map.entry("jit", "off"),
              Map.entry("timezone", "UTC"),
              Map.entry("log_timezone", "UTC"),
              Map.entry("log_checkpoints", "off"),
              Map.entry("log_statement", "none"),
              Map.entry("log_min_duration_statement", "-1"),
              Map.entry("log_min_error_statement", "panic"),
              Map.entry("log_error_verbosity", "terse"),
              Map.entry("log_parameter_max_length", "0"),
              Map.entry("log_parameter_max_length_on_error", "0")));

  private final Cluster cluster;
  private final int port;
  private final CompletableFuture<Process> first = new CompletableFuture<>();
  private final Thread keeper;
  private volatile @Nullable Process current;
  private volatile boolean closing;

  private Postmaster(Cluster cluster, int port) {
    this.cluster = cluster;
    this.port = port;
    this.keeper = new Thread(this::keep, "postgres-keeper");
    keeper.setDaemon(true);
  }

  /** Starts the process; it may not answer yet, and may yet refuse and exit. */
  static Postmaster start(Cluster cluster, int port) throws IOException, InterruptedException {
    if (Files.exists(cluster.log())) {
      Files.move(
          cluster.log(),
          cluster.log().resolveSibling("postgres.log.1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Postmaster postmaster = new Postmaster(cluster, port);
    postmaster.keeper.start();
    try {
      postmaster.first.get();
    } catch (ExecutionException e) {
      throw new IOException("postgres could not be started: " + e.getCause(), e);
    }
    return postmaster;
  }

  /** Whether a process runs now. */
  boolean isAlive() {
    Process process = current;
    return process != null && process.isAlive();
  }

  /** The process number, for tests and for the list of what listens where. */
  long pid() {
    return requireNonNull(current, "started").pid();
  }

  /** A fast shutdown: sessions are cut, what is committed is on disk. Waits 20 s at most. */
  @Override
  public void close() {
    closing = true;
    Process process = current;
    if (process == null) {
      return;
    }
    try {
      for (String signal : List.of("INT", "QUIT")) {
        if (process.isAlive()) {
          cluster.signal(process.pid(), signal);
          Cluster.waitFor(process.toHandle(), STOP_PATIENCE);
        }
      }
      keeper.join(STOP_PATIENCE.toMillis());
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
  }

  private void keep() {
    while (!closing) {
      try {
        Process process = launch();
        current = process;
        first.complete(process);
        if (closing) {
          process.destroy(); // close() looked before this one was there
        }
        int exit = process.waitFor();
        if (!closing) {
          LOG.error("postgres ended by itself, exit {}; starting it again", exit);
          Thread.sleep(RESTART_PAUSE.toMillis());
        }
      } catch (IOException e) {
        closing = true;
        first.completeExceptionally(e);
      } catch (InterruptedException e) {
        closing = true;
      }
    }
  }

  private Process launch() throws IOException {
    List<String> program = new ArrayList<>();
    program.add(cluster.binaries().program("postgres").toString());
    program.addAll(List.of("-D", cluster.files().toString(), "-p", Integer.toString(port)));
    SETTINGS.forEach((name, value) -> program.addAll(List.of("-c", name + "=" + value)));
    ProcessBuilder builder =
        new ProcessBuilder(cluster.user().command(program))
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(cluster.log().toFile()))
            .directory(new File("/"));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return builder.start();
  }
}
