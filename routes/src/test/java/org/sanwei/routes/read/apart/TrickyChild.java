package org.sanwei.routes.read.apart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.BoundedReader;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.Readings;

/** A child whose parser has been taken over: a body of {@link #DO} does what it names. */
final class TrickyChild {
  static final String DO = "text/x-do";

  private TrickyChild() {}

  public static void main(String[] none) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    ReaderChild.serve(
        (arrival, depth, limits) ->
            arrival.mediaType().equals(DO)
                ? act(new String(arrival.body(), UTF_8).split(" ", 2))
                : new BoundedReader(threads, limits).read(arrival, depth));
  }

  private static ReadResult act(String[] words) {
    try {
      return switch (words[0]) {
        case "exit" -> exit();
        case "hang" -> hang();
        case "throw" -> throw new IllegalStateException("as told");
        case "eat" -> eat();
        case "leave" -> leave(words[1]);
        case "class" -> say(loadable(words[1]));
        case "environment" -> say(new TreeSet<>(System.getenv().keySet()).toString());
        case "descriptors" -> say(Integer.toString(list("/proc/self/fd").size()));
        case "status" -> say(Files.readString(Path.of("/proc/self/status")));
        case "limits" -> say(Files.readString(Path.of("/proc/self/limits")));
        case "temporary" -> say(System.getProperty("java.io.tmpdir"));
        case "see" -> say(Boolean.toString(Files.exists(Path.of(words[1]))));
        case "change" -> say(change(Path.of(words[1])));
        case "start" -> start(words[1]);
        case "connect" -> say(connect(Integer.parseInt(words[1])));
        case "raw" -> raw(words[1]);
        case "lie" -> lie(words[1]);
        default -> throw new IllegalArgumentException(words[0]);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReadResult exit() {
    Runtime.getRuntime().halt(7);
    throw new IllegalStateException("still here");
  }

  private static ReadResult hang() {
    while (true) {
      Thread.onSpinWait();
    }
  }

  private static ReadResult eat() {
    List<byte[]> eaten = new ArrayList<>();
    while (true) {
      eaten.add(new byte[8 * 1024 * 1024]);
    }
  }

  private static ReadResult leave(String text) throws IOException {
    Files.writeString(Files.createTempFile("left", ".txt"), text);
    return exit();
  }

  private static String change(Path file) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(file, "another program");
      return "changed";
    } catch (IOException e) {
      return "refused";
    }
  }

  private static ReadResult start(String command) throws IOException {
    new ProcessBuilder(command.split(" ")).start();
    return exit();
  }

  private static String loadable(String name) {
    try {
      Class.forName(name, false, TrickyChild.class.getClassLoader());
      return "there";
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      return "not there";
    }
  }

  private static String connect(int port) {
    try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port))) {
      return channel.isConnected() ? "connected" : "not connected";
    } catch (IOException | RuntimeException e) {
      return "refused";
    }
  }

  private static List<Path> list(String directory) throws IOException {
    try (var files = Files.list(Path.of(directory))) {
      return files.toList();
    }
  }

  /** Past the protocol, onto the pipe itself. */
  private static ReadResult raw(String what) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    switch (what) {
      case "negative" -> out.writeInt(-1);
      case "huge" -> out.writeInt(Integer.MAX_VALUE);
      case "noise" -> out.write("this is no answer at all".getBytes(UTF_8));
      case "early" -> Pipe.answer(out, 42, say("said before it was asked"));
      default -> throw new IllegalArgumentException(what);
    }
    new FileOutputStream(FileDescriptor.out).write(bytes.toByteArray());
    return say("after it");
  }

  private static ReadResult lie(String about) {
    List<Part> one = List.of(new Part("body", Place.BODY, "words"));
    return switch (about) {
      case "text" ->
          result(List.of(new Part("body", Place.BODY, "x".repeat(3_000_000))), List.of());
      case "parts" ->
          result(
              IntStream.range(0, 100_000)
                  .mapToObj(n -> new Part("p" + n, Place.BODY, "x"))
                  .toList(),
              List.of());
      case "names" -> result(List.of(one.get(0), one.get(0)), List.of());
      case "position" -> result(one, List.of(new Unread("机密★10年", UnreadReason.BROKEN)));
      case "half" -> result(List.of(new Part("body", Place.BODY, "\uD800")), List.of());
      case "pages" ->
          new ReadResult(new Content(one, List.of()), "", "", List.of(), -1, null, null);
      case "files" ->
          new ReadResult(
              new Content(one, List.of()),
              "",
              "",
              List.of(new Attachment("x", "text/plain", new byte[20 * 1024 * 1024])),
              0,
              null,
              null);
      default -> throw new IllegalArgumentException(about);
    };
  }

  private static ReadResult result(List<Part> parts, List<Unread> unread) {
    return new ReadResult(new Content(parts, unread), "", "", List.of(), 0, null, null);
  }

  private static ReadResult say(String text) {
    String whole = text.lines().collect(Collectors.joining("\n"));
    return result(List.of(new Part("said", Place.BODY, whole)), List.of());
  }

  static RawArrival told(String what) {
    return Readings.arrival(DO, what.getBytes(UTF_8));
  }
}
