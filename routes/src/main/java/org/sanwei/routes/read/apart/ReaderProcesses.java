package org.sanwei.routes.read.apart;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.Depth;
import org.sanwei.routes.read.ReadLimits;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.Reader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reader in child processes. Each reads one message at a time and is replaced after a number of
 * them, or at once upon any trouble; a warm one stands by, so that trouble costs nobody a start. A
 * message whose child crashes, hangs or lies is held: BROKEN, TOO_SLOW, or TOO_LARGE when the child
 * ran out of memory. Safe from many threads.
 */
public final class ReaderProcesses implements Reader, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderProcesses.class);

  /** The position of the message as a whole. */
  private static final String WHOLE = "0";

  /** How long somebody waits for a child before the reader counts as unavailable. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration SPARES_EVERY = Duration.ofMillis(250);

  private static final Duration WATCH = Duration.ofMillis(100);

  /** For the next message, and for the one after it should that one end its child. */
  private static final int STAND_BY = 2;

  private static final Duration HEADS = Duration.ofSeconds(30);

  private final Launch launch;
  private final LongSupplier jobs;
  private final GenericObjectPool<ReaderProcess> pool;
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(ReaderProcesses::daemon);
  private final Set<ReaderProcess> all = ConcurrentHashMap.newKeySet();
  private final Replacements replaced = new Replacements();
  private volatile boolean startsFail;
  private volatile boolean closing;

  ReaderProcesses(Launch launch, LongSupplier jobs) {
    this.launch = launch;
    this.jobs = jobs;
    GenericObjectPoolConfig<ReaderProcess> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(launch.settings().children());
    config.setMaxIdle(launch.settings().children());
    config.setMinIdle(Math.min(STAND_BY, launch.settings().children()));
    config.setMaxWait(PATIENCE);
    config.setTestOnBorrow(true);
    config.setTimeBetweenEvictionRuns(SPARES_EVERY);
    config.setMinEvictableIdleDuration(Duration.ofSeconds(-1));
    config.setTestWhileIdle(true);
    config.setJmxEnabled(false);
    this.pool = new GenericObjectPool<>(new Children(), config);
    keeper.scheduleWithFixedDelay(
        () -> all.forEach(ReaderProcess::endIfLate),
        WATCH.toMillis(),
        WATCH.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /**
   * Makes the class path, finds out which walls stand, and has a first child read something.
   *
   * @param data the gateway's data directory
   * @param jobs numbers that nobody can guess
   * @throws ReaderUnavailable when no child can be started, or it does not read
   */
  public static ReaderProcesses open(ReaderSettings settings, Path data, LongSupplier jobs) {
    return open(settings, data, jobs, ReaderChild.class.getName());
  }

  /**
   * Likewise for a command that holds nothing itself and ends soon: its children have the class
   * path that it has, which takes no time to make.
   *
   * @param folder of the command's own, mode 0700
   */
  public static ReaderProcesses openForCommand(
      ReaderSettings settings, Path folder, LongSupplier jobs) {
    String main = ReaderChild.class.getName();
    return started(prepare(settings, folder, jobs, main, ChildLibrary.ofThisProcess()));
  }

  /** Others beside these, with the same class path. */
  public ReaderProcesses others(ReaderSettings settings, Path data, LongSupplier jobs) {
    return started(prepare(settings, data, jobs, launch.mainClass(), launch.library()));
  }

  static ReaderProcesses open(
      ReaderSettings settings, Path data, LongSupplier jobs, String mainClass) {
    return started(prepare(settings, data, jobs, mainClass));
  }

  private static ReaderProcesses started(ReaderProcesses readers) {
    try {
      readers.pool.addObject();
      return readers;
    } catch (Exception e) {
      readers.close();
      throw new ReaderUnavailable(
          "no reader process started in "
              + readers.launch.quarters().base()
              + " ("
              + readers.launch.walls().words()
              + "): "
              + e.getMessage());
    }
  }

  static ReaderProcesses prepare(
      ReaderSettings settings, Path data, LongSupplier jobs, String mainClass) {
    ChildLibrary library = ChildLibrary.in(data.resolve("reader"));
    return prepare(settings, data, jobs, mainClass, library);
  }

  private static ReaderProcesses prepare(
      ReaderSettings settings,
      Path data,
      LongSupplier jobs,
      String mainClass,
      ChildLibrary library) {
    Path directory = data.resolve("reader");
    try {
      Quarters.makePrivate(directory);
      Path fallback = directory.resolve("work-" + settings.name());
      Quarters.makePrivate(fallback);
      Quarters quarters = Quarters.open(data, fallback, settings.name());
      String classPath = library.classPath();
      List<String> view = OwnView.before(data, directory, quarters.base(), classPath);
      Walls walls = walls(settings, view, classPath, quarters);
      tell(settings, walls, quarters);
      return new ReaderProcesses(new Launch(settings, walls, quarters, library, mainClass), jobs);
    } catch (IOException e) {
      throw new ReaderUnavailable(
          directory
              + " cannot be made ready for reader processes: "
              + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while the reader was being made ready");
    }
  }

  /** Tried where a child would work. */
  private static Walls walls(
      ReaderSettings settings, List<String> view, String classPath, Quarters quarters)
      throws IOException, InterruptedException {
    Path trial = quarters.make();
    try {
      return Walls.probe(settings, view, classPath, trial);
    } finally {
      quarters.remove(trial);
    }
  }

  private static void tell(ReaderSettings settings, Walls walls, Quarters quarters) {
    LOG.info(
        "readers of {} run apart, in {}; walls: {}",
        settings.name(),
        quarters.inMemory() ? "memory" : quarters.base(),
        walls.words());
    walls.gaps().forEach(LOG::warn);
  }

  @Override
  public ReadResult read(RawArrival arrival, Depth depth) {
    ReaderProcess child = borrow();
    boolean usable = false;
    try {
      ReadResult read = ask(child, arrival, depth);
      usable = child.isSound() && mayGoOn(child, read);
      return read;
    } finally {
      giveBack(child, usable);
    }
  }

  /** How they stand now, for whoever looks after them. */
  public ReaderCounts counts() {
    int busy = pool.getNumActive();
    return new ReaderCounts(
        launch.settings().children(),
        busy + pool.getNumIdle(),
        busy,
        pool.getNumWaiters(),
        startsFail,
        launch.walls().noNetwork(),
        replaced.byReason());
  }

  /** How many are reading now. */
  int busy() {
    return pool.getNumActive();
  }

  Path workplace() {
    return launch.quarters().base();
  }

  Walls walls() {
    return launch.walls();
  }

  /** Those that run now, for whoever watches them. */
  List<ProcessHandle> handles() {
    return all.stream().map(ReaderProcess::handle).toList();
  }

  private ReadResult ask(ReaderProcess child, RawArrival arrival, Depth depth) {
    ReaderSettings settings = launch.settings();
    // A head that takes longer is no help: what it says of haste is wanted in seconds.
    ReadLimits limits = depth == Depth.HEADS ? settings.limits().within(HEADS) : settings.limits();
    Question question = Question.of(jobs.getAsLong(), arrival, depth, limits);
    try {
      return child.read(question, arrival, limits.budget().plus(settings.grace()));
    } catch (IOException e) {
      return failed(child, e);
    }
  }

  private ReadResult failed(ReaderProcess child, IOException why) {
    if (closing) {
      throw new RejectedExecutionException("the reader is being shut down");
    }
    if (why instanceof Pipe.Broken lie) {
      replaced.note(Replaced.LIED);
      return held(child, "gave " + lie.getMessage(), UnreadReason.BROKEN);
    }
    try {
      UnreadReason reason = child.reason();
      replaced.note(Replaced.bySign(reason));
      return held(child, "ended", reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while a message was being read");
    }
  }

  private ReadResult held(ReaderProcess child, String what, UnreadReason reason) {
    LOG.warn("a reader {}, after {} messages: its message is held {}", what, child.jobs(), reason);
    return new ReadResult(
        new Content(List.of(), List.of(new Unread(WHOLE, reason))),
        "",
        "",
        List.of(),
        0,
        null,
        null);
  }

  private boolean mayGoOn(ReaderProcess child, ReadResult read) {
    boolean stopped = overran(read);
    if (stopped || child.jobs() >= launch.settings().jobs()) {
      replaced.note(stopped ? Replaced.STOPPED : Replaced.SERVED);
      return false;
    }
    return true;
  }

  /** A parser may go on in there: what it was asked for is out of time, and so is the child. */
  private static boolean overran(ReadResult read) {
    return read.content().unread().contains(new Unread(WHOLE, UnreadReason.TOO_SLOW));
  }

  private ReaderProcess borrow() {
    if (closing) {
      throw new RejectedExecutionException("the reader is being shut down");
    }
    try {
      return pool.borrowObject();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a reader");
    } catch (Exception e) {
      if (closing) {
        throw new RejectedExecutionException("the reader is being shut down");
      }
      throw new ReaderUnavailable(
          "no reader process is to be had: "
              + e.getClass().getSimpleName()
              + " ("
              + e.getMessage()
              + ")");
    }
  }

  private void giveBack(ReaderProcess child, boolean usable) {
    if (usable) {
      pool.returnObject(child);
      return;
    }
    try {
      pool.invalidateObject(child);
    } catch (Exception e) {
      LOG.warn("a reader process was not replaced: {}", e.getClass().getSimpleName());
    }
  }

  /** Ends all children; what is being read is not held but comes again. */
  @Override
  public void close() {
    closing = true;
    pool.close();
    all.forEach(ReaderProcess::close);
    keeper.shutdownNow();
    launch.quarters().close();
  }

  private final class Children extends BasePooledObjectFactory<ReaderProcess> {
    @Override
    public ReaderProcess create() throws IOException {
      try {
        ReaderProcess child = started();
        startsFail = false;
        return child;
      } catch (IOException | RuntimeException e) {
        startsFail = true;
        throw e;
      }
    }

    private ReaderProcess started() throws IOException {
      ReaderProcess child = ReaderProcess.start(launch);
      all.add(child);
      if (closing || !warm(child)) {
        end(child);
        throw new IOException("a reader process does not read");
      }
      return child;
    }

    private boolean warm(ReaderProcess child) {
      try {
        return WarmUp.passes(child, jobs.getAsLong(), PATIENCE);
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    public PooledObject<ReaderProcess> wrap(ReaderProcess child) {
      return new DefaultPooledObject<>(child);
    }

    @Override
    public boolean validateObject(PooledObject<ReaderProcess> child) {
      boolean sound = child.getObject().isSound();
      if (!sound) {
        replaced.note(Replaced.ENDED_IDLE);
      }
      return sound;
    }

    @Override
    public void destroyObject(PooledObject<ReaderProcess> child) {
      end(child.getObject());
    }

    private void end(ReaderProcess child) {
      child.close();
      all.remove(child);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "reader");
    thread.setDaemon(true);
    return thread;
  }
}
