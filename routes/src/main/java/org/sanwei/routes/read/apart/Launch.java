package org.sanwei.routes.read.apart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a child is started: the same Java, little memory, an environment of nothing but the encoding
 * of file names and the class path, and no way to leave anything of a message anywhere but in its
 * own directory.
 *
 * @param mainClass {@link ReaderChild}, or another one in tests
 */
record Launch(
    ReaderSettings settings,
    Walls walls,
    Quarters quarters,
    ChildLibrary library,
    String mainClass) {

  Process start(Path directory) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(walls.around(command(directory)))
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    // Not in the command line: the engine of the models bears no long one.
    builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "CLASSPATH", library.classPath()));
    return builder.start();
  }

  private List<String> command(Path directory) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + settings.heapBytes());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:MaxMetaspaceSize=192m",
            "-XX:CompressedClassSpaceSize=64m",
            "-XX:ReservedCodeCacheSize=96m",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:-HeapDumpOnOutOfMemoryError",
            "-XX:ErrorFile=/dev/null",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Djava.io.tmpdir=" + directory,
            mainClass));
    return command;
  }
}
