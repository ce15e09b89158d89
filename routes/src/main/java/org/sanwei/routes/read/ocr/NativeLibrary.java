package org.sanwei.routes.read.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;

/**
 * Puts the native library of ONNX Runtime where only this account can write, and has it loaded from
 * there. The library's own loader would unpack it to the common temporary folder.
 */
final class NativeLibrary {
  private static final String PATH_PROPERTY = "onnxruntime.native.path";
  private static final String[] FILES = {"libonnxruntime.so", "libonnxruntime4j_jni.so"};
  private static final int MOST_COMMAND_BYTES = 3800;
  private static final Object LOCK = new Object();
  private static boolean loaded;

  private NativeLibrary() {}

  /**
   * Loads the library once in a process. {@code folder} has to exist and to be this account's
   * alone; what is unpacked there is deleted again as soon as the library is mapped.
   */
  static void load(Path folder) throws IOException {
    synchronized (LOCK) {
      if (loaded) {
        return;
      }
      requirePrivate(folder);
      requireShort(Files.readAllBytes(Path.of("/proc/self/cmdline")).length);
      Path unpacked =
          Files.createTempDirectory(
              folder,
              "ocr-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try {
        unpack(unpacked);
        System.setProperty(PATH_PROPERTY, unpacked.toString());
        OnnxSessions.touch();
        loaded = true;
      } finally {
        remove(unpacked);
      }
    }
  }

  /**
   * ONNX Runtime 1.29.0 copies the command line of its process into a buffer of 4 KB and ends the
   * process where it is longer, so that nobody would learn why.
   */
  static void requireShort(int commandLineBytes) throws IOException {
    if (commandLineBytes > MOST_COMMAND_BYTES) {
      throw new IOException(
          "the command line of this process is longer than ONNX Runtime bears: "
              + commandLineBytes
              + " bytes, at most "
              + MOST_COMMAND_BYTES);
    }
  }

  static void requirePrivate(Path folder) throws IOException {
    Set<PosixFilePermission> others = PosixFilePermissions.fromString("---rwxrwx");
    Set<PosixFilePermission> given = Files.getPosixFilePermissions(folder);
    if (given.stream().anyMatch(others::contains)) {
      throw new IOException("the folder for native libraries is open to other accounts");
    }
  }

  private static void unpack(Path folder) throws IOException {
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean arm = machine.equals("aarch64") || machine.equals("arm64");
    String from = "/ai/onnxruntime/native/" + (arm ? "linux-aarch64" : "linux-x64") + "/";
    for (String file : FILES) {
      try (InputStream in = NativeLibrary.class.getResourceAsStream(from + file)) {
        if (in == null) {
          throw new IOException("no " + file + " for " + machine);
        }
        Files.copy(in, folder.resolve(file));
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    for (String file : FILES) {
      Files.deleteIfExists(folder.resolve(file));
    }
    Files.deleteIfExists(folder);
  }
}
