package org.sanwei.gateway.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.database.DatabaseFailure.Kind;

/**
 * A real PostgreSQL 18 of our own, for a machine that has none. Its files are in {@code
 * DATA/postgres}; it listens on 127.0.0.1 only, with a random password kept in a file of mode 0600.
 * It survives a {@code kill -9} of itself (it is started again on the same port) and of us (the
 * kernel interrupts it, and the next start stops what is left).
 *
 * <p>One process at a time on a data directory, by file lock. All methods may be called from any
 * thread.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int ATTEMPTS = 10;

  /** Without these an acknowledged write may be lost. */
  private static final List<String> DURABLE =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private final Cluster cluster;
  private final Postmaster postmaster;
  private final int port;
  private final FileChannel lock;

  private EmbeddedPostgres(Cluster cluster, Postmaster postmaster, int port, FileChannel lock) {
    this.cluster = cluster;
    this.postmaster = postmaster;
    this.port = port;
    this.lock = lock;
  }

  /**
   * Starts PostgreSQL on the files in {@code dataDir}, making them when there are none, and returns
   * when it answers and is proved durable. A first start takes a few seconds, a later one about
   * one; after a crash recovery may take up to two minutes.
   *
   * @throws DatabaseFailure when it cannot serve; nothing is left running then
   */
  public static EmbeddedPostgres start(
      Path dataDir, SecureRandom random, Consumer<Stage> progress) {
    Path root = root(dataDir);
    FileChannel lock = lock(root);
    boolean serving = false;
    try {
      Unprivileged user = Unprivileged.forFilesIn(root);
      Binaries binaries = Binaries.in(root, progress);
      Cluster cluster = Cluster.open(root, binaries, user, random, progress);
      progress.accept(Stage.STARTING);
      EmbeddedPostgres postgres = serve(cluster, lock);
      serving = true;
      progress.accept(Stage.READY);
      return postgres;
    } finally {
      if (!serving) {
        release(lock);
      }
    }
  }

  /** Names the driver, and keeps the server's row details out of the texts of its exceptions. */
  public String jdbcUrl() {
    return jdbcUrl("postgres");
  }

  /** The same server, another database of it. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?logServerErrorDetail=false";
  }

  public String user() {
    return Cluster.SUPERUSER;
  }

  public String password() {
    return cluster.password();
  }

  /** On 127.0.0.1; another one at each start. */
  public int port() {
    return port;
  }

  /** The postmaster's process number now; it changes when postgres had to be started again. */
  public long pid() {
    return postmaster.pid();
  }

  /** Where the PostgreSQL programs lie, {@code bin} among them. */
  Path programs() {
    return cluster.binaries().home();
  }

  /** Cuts the sessions and stops within 40 s; what was committed is on disk. Idempotent. */
  @Override
  public void close() {
    postmaster.close();
    release(lock);
  }

  @Override
  public String toString() {
    return "EmbeddedPostgres[127.0.0.1:" + port + ", " + cluster.root() + "]";
  }

  private static Path root(Path dataDir) {
    try {
      Path root = Files.createDirectories(dataDir.toAbsolutePath().normalize().resolve("postgres"));
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
      return root.toRealPath();
    } catch (IOException e) {
      throw notWritable(dataDir, e);
    }
  }

  private static FileChannel lock(Path root) {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw notWritable(root, e);
    }
    boolean taken = false;
    try {
      FileLock held = channel.tryLock();
      taken = held != null;
    } catch (OverlappingFileLockException e) {
      taken = false;
    } catch (IOException e) {
      release(channel);
      throw notWritable(root, e);
    }
    if (!taken) {
      release(channel);
      throw new DatabaseFailure(
          Kind.IN_USE,
          root.toString(),
          "another running gateway uses this data directory",
          "stop it, or start this one with another --data directory");
    }
    return channel;
  }

  private static DatabaseFailure notWritable(Path path, IOException e) {
    return new DatabaseFailure(
        Kind.DATA_DIRECTORY,
        path.toString(),
        "the data directory cannot be written: " + e,
        "give the gateway's user this directory, or choose another with --data",
        e);
  }

  private static void release(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Tries again when the port was taken in between, or old backends still hold shared memory. */
  private static EmbeddedPostgres serve(Cluster cluster, FileChannel lock) {
    try {
      for (int attempt = 1; ; attempt++) {
        int port = freePort();
        Postmaster postmaster = Postmaster.start(cluster, port);
        EmbeddedPostgres postgres = new EmbeddedPostgres(cluster, postmaster, port, lock);
        String complaint = postgres.awaitAnswer();
        if (complaint == null) {
          return postgres;
        }
        postmaster.close();
        if (attempt == ATTEMPTS) {
          throw new DatabaseFailure(
              Kind.START,
              cluster.log().toString(),
              "postgres does not start: " + complaint,
              "read this log; free disk space and memory, then start again");
        }
        Thread.sleep(POLL.multipliedBy(10).toMillis());
      }
    } catch (IOException e) {
      throw new DatabaseFailure(
          Kind.START,
          cluster.files().toString(),
          "postgres does not start: " + e.getMessage(),
          "install util-linux (setpriv), and mount the data directory without noexec",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseFailure(
          Kind.START, cluster.files().toString(), "interrupted", "start again", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Null when it answers; what the log says last when it went away before it did. */
  private @Nullable String awaitAnswer() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (!postmaster.isAlive()) {
        return lastLineOfLog();
      }
      try (Connection connection = DriverManager.getConnection(jdbcUrl(), properties())) {
        assertDurable(connection);
        return null;
      } catch (SQLException e) {
        Thread.sleep(POLL.toMillis());
      }
    }
    return "no answer within " + PATIENCE.toSeconds() + " s";
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("user", user());
    properties.setProperty("password", password());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "10");
    return properties;
  }

  private void assertDurable(Connection connection) throws SQLException {
    for (String setting : DURABLE) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SHOW " + setting)) {
        row.next();
        String value = row.getString(1);
        if (!"on".equals(value)) {
          postmaster.close();
          throw new DatabaseFailure(
              Kind.NOT_DURABLE,
              cluster.files().toString(),
              setting + " is '" + value + "', so an acknowledged message could be lost",
              "run ALTER ROLE "
                  + Cluster.SUPERUSER
                  + " RESET "
                  + setting
                  + " and the same for the"
                  + " database, then start again");
        }
      }
    }
  }

  private String lastLineOfLog() {
    try {
      List<String> lines = Files.readAllLines(cluster.log());
      return lines.isEmpty() ? "no output" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "its log cannot be read: " + e;
    }
  }
}
