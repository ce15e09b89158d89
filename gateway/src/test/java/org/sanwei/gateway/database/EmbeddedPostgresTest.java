package org.sanwei.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresTest {
  private final List<Stage> stages = new ArrayList<>();
  private Path data = Path.of("unset");

  @BeforeEach
  void emptyDataDirectory(TestInfo info) throws IOException {
    data = Path.of("target", "embedded-" + info.getDisplayName().hashCode()).toAbsolutePath();
    removeData();
    Path programs = TestDatabase.programs();
    Path root = Files.createDirectories(data.resolve("postgres"));
    Files.createSymbolicLink(root.resolve(programs.getFileName()), programs);
  }

  @AfterEach
  void removeData() throws IOException {
    if (Files.exists(data)) {
      Binaries.delete(data);
    }
  }

  @Test
  void firstStartUnpacksAndTheSecondGoesOnWhereItWas() throws Exception {
    removeData();
    String password;
    try (EmbeddedPostgres first = start()) {
      password = first.password();
      execute(first, "CREATE TABLE kept (word text)");
      execute(first, "INSERT INTO kept VALUES ('在岗')");
    }
    assertThat(stages)
        .containsExactly(Stage.UNPACKING, Stage.INITIALISING, Stage.STARTING, Stage.READY);
    stages.clear();

    try (EmbeddedPostgres second = start()) {

      assertThat(stages).containsExactly(Stage.STARTING, Stage.READY);
      assertThat(second.password()).isEqualTo(password);
      assertThat(ask(second, "SELECT word FROM kept")).isEqualTo("在岗");
      assertThat(Files.getPosixFilePermissions(data.resolve("postgres/password")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes", "data_checksums"})
  void whatDurabilityNeedsIsOn(String setting) throws Exception {
    assertThat(ask(TestDatabase.server(), "SHOW " + setting)).isEqualTo("on");
  }

  @Test
  void chineseWordsAreLettersForTheTrigramIndex() throws Exception {
    EmbeddedPostgres postgres = TestDatabase.server();
    execute(postgres, "CREATE EXTENSION IF NOT EXISTS pg_trgm");

    assertThat(ask(postgres, "SELECT array_length(show_trgm('水库漫坝'), 1)")).isEqualTo("5");
    assertThat(ask(postgres, "SELECT version()")).startsWith("PostgreSQL 18");
  }

  @Test
  void refusesToServeWithASettingThatLosesAcknowledgedWrites() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres, "ALTER ROLE sanwei SET synchronous_commit = off");
    }

    DatabaseFailure failure = catchThrowableOfType(DatabaseFailure.class, this::start);

    assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.NOT_DURABLE);
    assertThat(failure.what()).contains("synchronous_commit is 'off'");
    assertThat(failure.mend()).contains("ALTER ROLE sanwei RESET synchronous_commit");
    assertThat(data.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
  }

  @Test
  void comesBackOnTheSamePortAfterPostgresIsKilled() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres, "CREATE TABLE kept AS SELECT 7 AS number");
      long killed = postgres.pid();

      ProcessHandle.of(killed).orElseThrow().destroyForcibly();

      await(() -> postgres.pid() != killed && answers(postgres));
      assertThat(ask(postgres, "SELECT number FROM kept")).isEqualTo("7");
    }
  }

  @Test
  void startsAfterAnOrphanWasLeftByAKilledGateway() throws Exception {
    // given a postgres whose gateway is gone, and which nothing told to stop
    long orphan;
    Process abandoned;
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres, "CREATE TABLE kept AS SELECT 7 AS number");
    }
    Cluster cluster = cluster();
    abandoned = new ProcessBuilder(orphanCommand(cluster)).redirectErrorStream(true).start();
    await(() -> Files.exists(cluster.files().resolve("postmaster.pid")));
    orphan = abandoned.pid();
    stages.clear();

    // when
    try (EmbeddedPostgres postgres = start()) {

      // then
      assertThat(stages).containsExactly(Stage.STOPPING_ORPHAN, Stage.STARTING, Stage.READY);
      assertThat(ProcessHandle.of(orphan).map(ProcessHandle::isAlive).orElse(false)).isFalse();
      assertThat(ask(postgres, "SELECT number FROM kept")).isEqualTo("7");
    }
  }

  @Test
  void startsBehindADirectoryThatOthersMayNotEnterOrSaysWhichItIs() throws Exception {
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));

    try (EmbeddedPostgres postgres = start()) {
      assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
    } catch (DatabaseFailure e) {
      // as root on a machine without user namespaces
      assertThat(e.kind()).isEqualTo(DatabaseFailure.Kind.DATA_DIRECTORY);
      assertThat(e.where()).isEqualTo(data.toString());
    }
  }

  @Test
  void leavesAStrangerAloneThatHasTheOldProcessNumber() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres, "CREATE TABLE kept AS SELECT 7 AS number");
    }
    Process stranger = new ProcessBuilder("sleep", "300").start();
    try {
      Path pidFile = data.resolve("postgres/cluster/postmaster.pid");
      Files.writeString(pidFile, stranger.pid() + "\n");

      try (EmbeddedPostgres postgres = start()) {
        assertThat(ask(postgres, "SELECT number FROM kept")).isEqualTo("7");
        assertThat(stranger.isAlive()).isTrue();
      }
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void postgresEndsWithAKilledGateway() throws Exception {
    // given a gateway process of its own
    Process gateway =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                GatewayToKill.class.getName(),
                data.toString())
            .redirectErrorStream(true)
            .start();
    String line = gateway.inputReader().lines().filter(l -> l.startsWith("pid ")).findFirst().get();
    ProcessHandle postgres =
        ProcessHandle.of(Long.parseLong(line.substring("pid ".length()))).orElseThrow();

    // when
    gateway.destroyForcibly();

    // then
    postgres.onExit().get(30, TimeUnit.SECONDS);
    try (EmbeddedPostgres next = start()) {
      assertThat(ask(next, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void listensOnLoopbackOnlyAndAsksForThePassword() throws Exception {
    EmbeddedPostgres postgres = TestDatabase.server();

    assertThatThrownBy(
            () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "wrong"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    for (InetAddress address : ownAddressesBeyondLoopback()) {
      assertThat(accepts(address, postgres.port())).as("%s", address).isFalse();
    }
    assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(ask(postgres, "SHOW unix_socket_directories")).isEmpty();
  }

  @Test
  void aSecondGatewayOnTheSameDataIsRefusedAndTheFirstGoesOn() throws Exception {
    try (EmbeddedPostgres first = start()) {

      DatabaseFailure failure = catchThrowableOfType(DatabaseFailure.class, this::start);

      assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.IN_USE);
      assertThat(failure.mend()).contains("--data");
      assertThat(ask(first, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void aDataDirectoryThatIsAFileIsNamedWithTheMend() throws Exception {
    removeData();
    Files.writeString(data, "not a directory");
    try {
      DatabaseFailure failure = catchThrowableOfType(DatabaseFailure.class, this::start);

      assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.DATA_DIRECTORY);
      assertThat(failure.where()).isEqualTo(data.toString());
    } finally {
      Files.delete(data);
    }
  }

  @Test
  void aHalfUnpackedTreeIsNotUsed() throws Exception {
    removeData();
    Path leftover = Files.createDirectories(data.resolve("postgres/.unpacking-1/bin"));
    Files.writeString(leftover.resolve("postgres"), "half");

    try (EmbeddedPostgres postgres = start()) {
      assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
      assertThat(leftover).doesNotExist();
    }
  }

  @Test
  void neitherTheLogNorTheExceptionShowsTheRowThatWasRefused() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres, "CREATE TABLE once (word text UNIQUE, number int CHECK (number > 0))");
      execute(postgres, "INSERT INTO once VALUES ('金丝雀', 1)");

      assertThatThrownBy(() -> execute(postgres, "INSERT INTO once VALUES ('金丝雀', 1)"))
          .isInstanceOf(SQLException.class)
          .hasMessageNotContaining("金丝雀");
      assertThatThrownBy(() -> execute(postgres, "INSERT INTO once VALUES ('金丝雀二', -1)"))
          .isInstanceOf(SQLException.class)
          .hasMessageNotContaining("金丝雀");
    }
    assertThat(Files.readString(data.resolve("postgres/postgres.log"))).doesNotContain("金丝雀");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, /postgres-linux-x86_64.tar",
    "Linux, aarch64, /postgres-linux-arm_64.tar"
  })
  void theJarHoldsTheProgramsOf(String os, String machine, String resource) {
    assertThat(Binaries.resourceFor(os, machine)).isEqualTo(resource);
    assertThat(Binaries.class.getResource(resource)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"Linux, riscv64", "Mac OS X, aarch64"})
  void anotherMachineIsToldToBringItsOwnPostgres(String os, String machine) {
    DatabaseFailure failure =
        catchThrowableOfType(DatabaseFailure.class, () -> Binaries.resourceFor(os, machine));

    assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.UNSUPPORTED_MACHINE);
  }

  /** What runs in a process of its own, to be killed. */
  static final class GatewayToKill {
    public static void main(String[] args) throws Exception {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.start(Path.of(args[0]), new SecureRandom(), stage -> {});
      System.out.println("pid " + postgres.pid());
      System.out.flush();
      new java.util.concurrent.CountDownLatch(1).await();
    }
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(data, new SecureRandom(), stages::add);
  }

  private Cluster cluster() {
    Path root = data.resolve("postgres");
    return Cluster.open(
        root,
        Binaries.in(root, stages::add),
        Unprivileged.forFilesIn(root),
        new SecureRandom(),
        stages::add);
  }

  /** As the gateway starts it, but without the tie to its parent. */
  private static List<String> orphanCommand(Cluster cluster) {
    List<String> command =
        new ArrayList<>(
            cluster
                .user()
                .command(
                    List.of(
                        cluster.binaries().program("postgres").toString(),
                        "-D",
                        cluster.files().toString(),
                        "-k",
                        "",
                        "-p",
                        "1")));
    command.remove("--pdeathsig=INT");
    command.set(command.size() - 1, Integer.toString(freePort()));
    return command;
  }

  private static int freePort() {
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean answers(EmbeddedPostgres postgres) {
    try {
      return ask(postgres, "SELECT 1").equals("1");
    } catch (SQLException e) {
      return false;
    }
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  private static List<InetAddress> ownAddressesBeyondLoopback() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  private static boolean accepts(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited a minute").isLessThan(deadline);
      Thread.sleep(50);
    }
  }
}
