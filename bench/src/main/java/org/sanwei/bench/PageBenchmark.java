package org.sanwei.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.sanwei.gateway.sandbox.SandboxHome;
import org.sanwei.routes.read.ocr.Pace;
import org.sanwei.routes.read.ocr.PageReader;
import org.sanwei.routes.read.ocr.ReadPage;
import org.sanwei.routes.read.raster.Decoded;
import org.sanwei.routes.read.raster.PageRaster;
import org.sanwei.routes.read.raster.Picture;
import org.sanwei.routes.read.raster.PictureCheck;
import org.sanwei.routes.read.raster.PictureDecoder;
import org.sanwei.routes.read.raster.PictureLimits;

/**
 * Fax pages of the sandbox, two fine and two standard, from the file's bytes to lines and doubts.
 * At the end of a run it says which share of the readers' time the models themselves had, and how
 * much memory the process holds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 10)
@Measurement(iterations = 3, time = 15)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx300m", "-XX:+UseSerialGC"})
public class PageBenchmark {
  private static final List<String> PAGES =
      List.of("00.fine.tif", "01.std.tif", "05.fine.tif", "11.std.tif");

  private final List<byte[]> files = new ArrayList<>();
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong spentNanos = new AtomicLong();
  private PageReader reader;

  /** Opens the models, one thread each. */
  @Setup
  public void open() throws IOException {
    Path folder = Files.createTempDirectory("sanwei-jmh-");
    reader = PageReader.open(folder, 1);
    Files.delete(folder);
    for (String page : PAGES) {
      try (InputStream in = SandboxHome.class.getResourceAsStream("fax/" + page)) {
        files.add(Objects.requireNonNull(in, page).readAllBytes());
      }
    }
  }

  /** Says what the score does not. */
  @TearDown(Level.Trial)
  public void told() throws IOException {
    double share = (double) reader.inferenceNanos() / spentNanos.get();
    String memory =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
            .toList()
            .toString();
    System.out.printf("%nmodels' own share of the time %.3f, %s%n", share, memory);
    reader.close();
  }

  /** One page after the other. */
  @Benchmark
  public int page() {
    return read(true);
  }

  /** Two at once, as two children of the gateway read. */
  @Benchmark
  @Threads(2)
  public int pageOfTwoAtOnce() {
    return read(true);
  }

  /** The head alone, which tells how urgent a fax is. */
  @Benchmark
  public int head() {
    return read(false);
  }

  private int read(boolean whole) {
    long began = System.nanoTime();
    byte[] file = files.get((int) (next.getAndIncrement() % files.size()));
    if (!(PictureCheck.look(file, PictureLimits.DEFAULT) instanceof Picture.Sound sound)
        || !(PictureDecoder.decode(sound, 0) instanceof Decoded.Page decoded)) {
      throw new IllegalStateException("a page of the sandbox is refused");
    }
    PageRaster raster = decoded.raster();
    Pace pace = Pace.untilInterrupted();
    ReadPage page = whole ? reader.read(raster, pace) : reader.readHead(raster, pace);
    spentNanos.addAndGet(System.nanoTime() - began);
    return page.lines().size();
  }
}
