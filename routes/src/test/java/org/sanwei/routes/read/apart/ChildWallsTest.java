package org.sanwei.routes.read.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.sanwei.routes.read.apart.Mails.mail;
import static org.sanwei.routes.read.apart.Mails.text;
import static org.sanwei.routes.read.apart.Mails.unread;
import static org.sanwei.routes.read.apart.TrickyChild.told;
import static org.sanwei.routes.read.apart.TrickyReaders.PATIENCE;
import static org.sanwei.routes.read.apart.TrickyReaders.readers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.routes.read.ReadResult;

/** What a child sees, may do and leaves behind: as little as the system allows. */
class ChildWallsTest {
  @SuppressWarnings("NullAway.Init")
  private static Path data;

  @SuppressWarnings("NullAway.Init")
  private static ReaderProcesses readers;

  @BeforeAll
  static void start(@TempDir Path folder) {
    data = folder;
    readers = readers(data, Duration.ofSeconds(20));
  }

  @AfterAll
  static void stop() {
    readers.close();
  }

  /** Whatever a test did to its child, the next message is read as if nothing had been. */
  @AfterEach
  void theNextMessageIsUnharmed() {
    ReadResult read = readers.read(mail("城东水位上涨"));

    assertThat(text(read)).contains("城东水位上涨");
    assertThat(unread(read)).isEmpty();
  }

  @Test
  void aChildHasTwoWordsOfAnEnvironmentAndADirectoryOfItsOwn() throws IOException {
    assertThat(text(readers.read(told("environment")))).isEqualTo("[CLASSPATH, LC_ALL]");

    Path temporary = Path.of(text(readers.read(told("temporary"))));
    assertThat(temporary.getParent()).isEqualTo(readers.workplace());
    assertThat(Files.getPosixFilePermissions(temporary)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.sanwei.crypto.Opener",
        "org.sanwei.config.judge.NoSuchClass",
        "org.sanwei.routes.flow.ArrivalRoutes",
        "org.sanwei.routes.queue.Addresses",
        "org.bouncycastle.jce.provider.BouncyCastleProvider",
        "org.apache.camel.CamelContext",
        "org.apache.activemq.artemis.core.server.ActiveMQServer",
        "org.springframework.util.StringUtils",
        "ch.qos.logback.classic.Logger"
      })
  void whatAReaderDoesNotNeedIsNotOnItsClassPath(String name) {
    assertThat(text(readers.read(told("class " + name)))).isEqualTo("not there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.sanwei.routes.read.BoundedReader",
        "org.apache.pdfbox.Loader",
        "org.jsoup.Jsoup"
      })
  void whatAReaderNeedsIs(String name) {
    assertThat(text(readers.read(told("class " + name)))).isEqualTo("there");
  }

  @Test
  void aChildReachesNobody() throws IOException {
    assumeThat(readers.walls().noNetwork()).isTrue();
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(text(readers.read(told("connect " + door.getLocalPort())))).isEqualTo("refused");
    }
  }

  @Test
  void aChildHasNoPrivilegesWhereTheSystemTakesThem() {
    assumeThat(readers.walls().words()).contains("no privileges");

    assertThat(text(readers.read(told("status"))))
        .contains("CapEff:\t0000000000000000")
        .contains("NoNewPrivs:\t1");
  }

  @Test
  void ofTheDataDirectoryAChildSeesItsJarAlone() throws IOException {
    assumeThat(readers.walls().words()).contains("out of sight");
    Path key = Files.writeString(data.resolve("key"), "x");
    Path jar = jar(data);

    assertThat(text(readers.read(told("see " + key)))).isEqualTo("false");
    assertThat(text(readers.read(told("see " + jar)))).isEqualTo("true");
    assertThat(text(readers.read(told("change " + jar)))).isEqualTo("refused");
  }

  @Test
  void whereNoMemoryIsToBeHadAChildWorksInTheDataDirectoryAndSeesNoMoreOfIt(@TempDir Path other)
      throws IOException {
    Path reader = other.resolve("reader");
    Path work = reader.resolve("work-tricky");
    Path key = Files.writeString(other.resolve("key"), "x");
    Path sibling = reader.resolve("work-other");
    Path taken = nameInMemory(other);
    Files.writeString(taken, "somebody else's");
    try (ReaderProcesses onDisk = readers(other, PATIENCE)) {
      Files.createDirectory(sibling);

      assertThat(onDisk.workplace()).isEqualTo(work);
      assertThat(text(onDisk.read(mail("城东水位上涨")))).contains("城东水位上涨");
      assertThat(onDisk.walls().words()).isEqualTo(readers.walls().words());
      assumeThat(onDisk.walls().words()).contains("out of sight");
      assertThat(text(onDisk.read(told("see " + key)))).isEqualTo("false");
      assertThat(text(onDisk.read(told("see " + sibling)))).isEqualTo("false");
      assertThat(text(onDisk.read(told("see " + jar(other))))).isEqualTo("true");
      assertThat(text(onDisk.read(told("change " + jar(other))))).isEqualTo("refused");
    } finally {
      Files.deleteIfExists(taken);
    }
  }

  /** Where children of this data directory would work in memory. */
  private static Path nameInMemory(Path data) throws IOException {
    Path fallback = Files.createDirectory(data.resolve("unused"));
    try (Quarters quarters = Quarters.open(data, fallback, "tricky")) {
      return quarters.base();
    }
  }

  @Test
  void aViewThatLacksWhatAChildNeedsDoesNotStand(@TempDir Path work) throws Exception {
    Path jar = Files.writeString(work.resolve("a.jar"), "x");
    List<String> blind =
        List.of("sh", "-c", "mount -t tmpfs none " + work + " && exec \"$@\"", "sh");
    ReaderSettings settings = ReaderSettings.text(1_000_000, 1);

    Walls lacking = Walls.probe(settings, blind, jar.toString(), work);

    assertThat(lacking.words()).doesNotContain("out of sight");
    assertThat(lacking.gaps()).anyMatch(gap -> gap.contains("data directory"));
  }

  @Test
  void whatAMountForbidsIsSaidAgain() {
    List<String> mounts =
        List.of(
            "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/root rw",
            "33 21 0:30 / /srv/da\\040ta rw,nosuid,nodev,noexec,noatime - ext4 /dev/b rw",
            "34 21 0:31 / /srv/da rw,nosuid - ext4 /dev/c rw");

    assertThat(OwnView.flags(mounts, Path.of("/srv/da ta/reader")))
        .isEqualTo(",nosuid,nodev,noexec,noatime");
    assertThat(OwnView.flags(mounts, Path.of("/srv/data"))).isEqualTo(",relatime");
  }

  @Test
  void whatAChildStartsEndsWithIt() {
    assumeThat(readers.walls().words()).contains("process");
    String mark = "31" + ProcessHandle.current().pid();

    readers.read(told("start sleep " + mark));

    await().atMost(PATIENCE).until(() -> !runs(mark));
  }

  @Test
  void whatAKilledChildStartedEndsWithIt() {
    assumeThat(readers.walls().words()).contains("process");
    List<ProcessHandle> inside =
        readers.handles().stream().flatMap(ProcessHandle::descendants).toList();
    assertThat(inside).isNotEmpty();

    readers.handles().forEach(ProcessHandle::destroyForcibly);

    await().atMost(PATIENCE).until(() -> inside.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void aGatewayThatIsTheFirstProcessOfItsContainerLeavesNoneOfItsReadersUnburied(
      @TempDir Path other) throws Exception {
    assumeThat(readers.walls().words()).contains("process");
    Process first =
        new ProcessBuilder(
                "unshare",
                "--user",
                "--map-root-user",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FirstProcess.class.getName(),
                other.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();

    assertThat(first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    assertThat(other.resolve("said")).hasContent("1: read true, left 0, in time true");
  }

  @Test
  void aJarThatSomebodyPutInItsPlaceIsNotBelieved(@TempDir Path other) throws IOException {
    readers(other, PATIENCE).close();
    Path jar = jar(other);
    byte[] genuine = Files.readAllBytes(jar);
    byte[] forged = genuine.clone();
    forged[forged.length / 2] ^= 1;
    Files.delete(jar);
    Files.write(jar, forged);

    readers(other, PATIENCE).close();

    assertThat(Files.readAllBytes(jar)).isEqualTo(genuine);
    assertThat(Files.getPosixFilePermissions(jar)).containsExactly(PosixFilePermission.OWNER_READ);
  }

  @Test
  void aJarThatIsTouchedWhileTheGatewayRunsIsMadeAnew(@TempDir Path other) throws IOException {
    try (ReaderProcesses running = readers(other, PATIENCE)) {
      running.read(mail("x"));
      Path jar = jar(other);
      byte[] genuine = Files.readAllBytes(jar);
      Files.delete(jar);
      Files.writeString(jar, "another program");

      running.read(told("exit"));

      assertThat(unread(running.read(mail("x")))).isEmpty();
      await().atMost(PATIENCE).until(() -> running.counts().standing() == 2);
      assertThat(Files.readAllBytes(jar)).isEqualTo(genuine);
    }
  }

  private static boolean runs(String mark) {
    return ProcessHandle.allProcesses()
        .anyMatch(each -> List.of(each.info().arguments().orElse(new String[0])).contains(mark));
  }

  private static Path jar(Path data) throws IOException {
    try (Stream<Path> all = Files.list(data.resolve("reader"))) {
      return all.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }
}
