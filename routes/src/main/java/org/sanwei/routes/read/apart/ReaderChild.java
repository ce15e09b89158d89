package org.sanwei.routes.read.apart;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.logging.LogManager;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.BoundedReader;
import org.sanwei.routes.read.Depth;
import org.sanwei.routes.read.LateEyes;
import org.sanwei.routes.read.ReadLimits;
import org.sanwei.routes.read.ReadResult;

/**
 * The program of a child process: answers questions on its standard input until that ends, and ends
 * with it, also in the middle of a message. Nothing else goes out by its pipe, and it speaks to
 * nobody else.
 */
public final class ReaderChild {
  /** How a message is read; another one in tests. */
  @FunctionalInterface
  interface Reading {
    ReadResult read(RawArrival arrival, Depth depth, ReadLimits limits);
  }

  private record Job(Question question, byte[] body) {}

  private final DataInputStream in;
  private final DataOutputStream out;
  private final Reading reading;
  private final SynchronousQueue<Job> next = new SynchronousQueue<>();

  private ReaderChild(DataInputStream in, DataOutputStream out, Reading reading) {
    this.in = in;
    this.out = out;
    this.reading = reading;
  }

  /** Serves its parent; returns never. */
  public static void main(String[] none) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool(ReaderChild::daemon);
    // Its temporary folder is its own; one processor, since its siblings want the others.
    LateEyes eyes = new LateEyes(Path.of(System.getProperty("java.io.tmpdir")), 1);
    serve(
        (arrival, depth, limits) -> new BoundedReader(threads, limits, eyes).read(arrival, depth));
  }

  static void serve(Reading reading) throws IOException, InterruptedException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false);
    System.setOut(nowhere);
    System.setErr(nowhere);
    LogManager.getLogManager().reset();
    refuseNetwork();
    outliveSignals();
    goFirst();
    ReaderChild child = new ReaderChild(in, out, reading);
    daemon(child::watch).start();
    child.answer();
  }

  /** For what asks Java for a connection; what does not, the walls stop. */
  private static void refuseNetwork() throws IOException {
    URL.setURLStreamHandlerFactory(
        protocol -> {
          if (protocol.equals("file") || protocol.equals("jar") || protocol.equals("jrt")) {
            return null;
          }
          throw new IllegalStateException("a reader opens no connection");
        });
    Socket.setSocketImplFactory(
        () -> {
          throw new IllegalStateException("a reader opens no connection");
        });
  }

  /**
   * A terminal and a service manager tell a whole group of processes to end. What is being read is
   * read to its end all the same; the parent says when there is no more, by closing the pipe.
   */
  private static void outliveSignals() {
    Runtime.getRuntime().addShutdownHook(new Thread(ReaderChild::stay, "stay"));
  }

  private static void stay() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where memory runs out, the kernel is to end a reader and not the gateway or its database. */
  private static void goFirst() {
    try {
      Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
    } catch (IOException | UnsupportedOperationException e) {
      // Not Linux, or not allowed: the limits of memory stand all the same.
      return;
    }
  }

  /** On a thread of its own, so that the pipe's end is seen while a message is being read. */
  private void watch() {
    try {
      Question question = Pipe.question(in);
      while (question != null) {
        next.put(new Job(question, Pipe.body(in, question.sizeBytes())));
        question = Pipe.question(in);
      }
      Runtime.getRuntime().halt(0);
    } catch (IOException | InterruptedException | RuntimeException e) {
      Runtime.getRuntime().halt(1);
    }
  }

  /** Whatever a reader throws ends the child: what its parent then does is hold the message. */
  private void answer() {
    try {
      while (true) {
        Job job = next.take();
        ReadResult read =
            reading.read(arrival(job), job.question().depth(), job.question().limits());
        Pipe.answer(out, job.question().job(), read);
      }
    } catch (IOException | InterruptedException | RuntimeException | StackOverflowError e) {
      Runtime.getRuntime().halt(1);
    }
  }

  /** With what a reader needs of it: the rest stays with the parent. */
  private static RawArrival arrival(Job job) {
    return new RawArrival(
        RawArrival.VERSION,
        new ArrivalId("0".repeat(32)),
        new UUID(0, 0),
        "",
        "reader",
        "",
        ChannelKind.FAX,
        Instant.EPOCH,
        job.question().mediaType(),
        job.body(),
        new byte[0]);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "reading");
    thread.setDaemon(true);
    return thread;
  }
}
