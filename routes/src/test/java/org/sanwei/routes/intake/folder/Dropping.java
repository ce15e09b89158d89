package org.sanwei.routes.intake.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Folder;
import org.sanwei.crypto.Opened;
import org.sanwei.routes.flow.Given;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.intake.TestClock;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.TestBroker;
import org.sanwei.routes.read.ReadResult;

/** A folder that is watched, a clock that moves when told, and what reached the broker. */
final class Dropping implements AutoCloseable {
  static final Charset GB18030 = Charset.forName("GB18030");
  static final Duration QUIET = Duration.ofSeconds(5);

  final Path folder;
  final TestClock clock = new TestClock();
  final Given given;
  TestBroker broker;

  /** The largest file that is taken in pieces. */
  long largeBytes;

  /** Whether the disk has no room for a large file. */
  boolean full;

  private final Path directory;
  private final List<FolderChannel> channels = new ArrayList<>();

  /** What was said of looks that began to fail, or went well again. */
  final List<Boolean> troubles = new ArrayList<>();

  Dropping(Path directory) {
    this.directory = directory;
    try {
      folder = Files.createDirectories(directory.resolve("drop"));
      given = new Given(directory.resolve("given"));
      broker = start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private TestBroker start() throws Exception {
    return TestBroker.start(
        directory.resolve("broker"),
        List.of(Addresses.INTAKE, Addresses.LEDGER, Addresses.PIECE, Addresses.DEAD),
        null);
  }

  /** The broker again, on what it had. */
  void restartBroker() throws Exception {
    broker = start();
  }

  /** A gateway's view of the folder; a new one is a gateway that was killed and started again. */
  FolderWatch watch(ChannelKind kind, Folder config, long maxBytes) {
    FolderChannel channel =
        new FolderChannel(
            kind == ChannelKind.FAX ? "fax-folder" : "hotline-folder",
            kind,
            config,
            maxBytes,
            given.intake(new DurableQueue(broker.connections())),
            given.largeIntake(new DurableQueue(broker.connections()), bytes -> !full, largeBytes),
            Room.ofHeap(1 << 28),
            (name, failing) -> troubles.add(failing),
            clock);
    channels.add(channel);
    return channel.watch();
  }

  FolderWatch fax(Folder.Facts facts) {
    return watch(
        ChannelKind.FAX,
        folder("(?s).*\\.(?:tif|tiff|pdf)", facts, Folder.Columns.NONE),
        1_000_000);
  }

  FolderWatch hotline(@Nullable String charset) {
    Map<String, String> columns = new HashMap<>();
    columns.put("caseId", "工单编号");
    columns.put("version", "版本");
    columns.put("caller", "来电");
    columns.put("status", "状态");
    columns.put("text", "内容");
    return watch(
        ChannelKind.HOTLINE,
        folder(
            ".*\\.(?:csv|json|jsonl)",
            Folder.Facts.NONE,
            new Folder.Columns(columns, ',', charset)),
        1_000_000);
  }

  Folder folder(String names, Folder.Facts facts, Folder.Columns columns) {
    return new Folder(
        folder,
        com.google.re2j.Pattern.compile(names),
        QUIET,
        Duration.ofSeconds(1),
        List.of(".part"),
        null,
        facts,
        columns);
  }

  Path drop(String name, String text) {
    return drop(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path drop(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two looks with the quiet time between them: what is complete is taken. */
  Map<Drop, Integer> quietLook(FolderWatch watch) {
    watch.look();
    clock.passes(QUIET);
    return watch.look();
  }

  List<RawArrival> arrivals() {
    try {
      return broker.bodies(Addresses.INTAKE).stream()
          .map(
              body ->
                  Wire.decode(((Opened.Message) given.epochs.open(body)).body(), RawArrival.class))
          .toList();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  ReadResult read(RawArrival arrival) {
    return given.read(arrival);
  }

  /** The names in the folder, without done/ and refused/. */
  List<String> left() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> !name.equals("done") && !name.equals("refused"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Path> receipts() {
    try (Stream<Path> entries = Files.list(folder.resolve("done"))) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    channels.forEach(FolderChannel::close);
    try {
      broker.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    given.close();
  }
}
