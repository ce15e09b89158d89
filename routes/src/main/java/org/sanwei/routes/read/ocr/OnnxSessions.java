package org.sanwei.routes.read.ocr;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The two models, ready to run; the only class that knows ONNX Runtime. Safe from many threads. */
final class OnnxSessions implements AutoCloseable {
  private static final String DETECTION = "/models/ch_PP-OCRv4_det_infer.onnx";
  private static final String RECOGNITION = "/models/ch_PP-OCRv4_rec_infer.onnx";

  private final OrtEnvironment environment;
  private final OrtSession detection;
  private final OrtSession recognition;
  private final AtomicLong nanos = new AtomicLong();
  // A model that is closed while it runs ends the process (SIGSEGV): runs share, closing waits.
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxSessions(OrtEnvironment environment, OrtSession detection, OrtSession recognition) {
    this.environment = environment;
    this.detection = detection;
    this.recognition = recognition;
  }

  static OnnxSessions open(Path privateFolder, int threads) throws IOException {
    NativeLibrary.load(privateFolder);
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.setMemoryPatternOptimization(false);
        OrtSession detection = environment.createSession(bytes(DETECTION), options);
        OrtSession recognition = environment.createSession(bytes(RECOGNITION), options);
        return new OnnxSessions(environment, detection, recognition);
      }
    } catch (OrtException broken) {
      throw new IOException("the models cannot be loaded", broken);
    }
  }

  /** Makes the native library load. */
  static void touch() {
    OrtEnvironment.getEnvironment();
  }

  /** Likelihood of text for each sample of a picture of three planes. */
  float[] detect(float[] planes, int height, int width) {
    return run(detection, planes, new long[] {1, 3, height, width});
  }

  /** For each step of a line and each class its likelihood. */
  float[] recognise(float[] planes, int height, int width) {
    return run(recognition, planes, new long[] {1, 3, height, width});
  }

  /** How long the models themselves have run. */
  long inferenceNanos() {
    return nanos.get();
  }

  private float[] run(OrtSession session, float[] planes, long[] shape) {
    inUse.readLock().lock();
    long start = System.nanoTime();
    try {
      if (closed) {
        throw new IllegalStateException("the models are closed");
      }
      return values(session, planes, shape);
    } catch (OrtException broken) {
      throw new IllegalStateException("a model did not run", broken);
    } finally {
      nanos.addAndGet(System.nanoTime() - start);
      inUse.readLock().unlock();
    }
  }

  private float[] values(OrtSession session, float[] planes, long[] shape) throws OrtException {
    String name = session.getInputNames().iterator().next();
    try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(planes), shape);
        OrtSession.Result result = session.run(Map.of(name, input))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      return values.array();
    }
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = OnnxSessions.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no " + resource + " on the class path");
      }
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      detection.close();
      recognition.close();
    } catch (OrtException broken) {
      throw new IllegalStateException("a model did not close", broken);
    } finally {
      inUse.writeLock().unlock();
    }
  }
}
