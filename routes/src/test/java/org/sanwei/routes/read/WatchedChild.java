package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a JVM of its own said, and which files it made in its only folder, the deleted ones too.
 *
 * @param output what it printed
 * @param files what happened in the folder
 */
record WatchedChild(String output, List<WatchEvent<?>> files) {

  /** Runs this class's main until it ends, at most for so long. */
  static WatchedChild run(Class<?> main, Path folder, Duration within, String... flags)
      throws IOException, InterruptedException {
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      WatchKey events = folder.register(watch, ENTRY_CREATE, ENTRY_MODIFY);
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of(flags));
      command.add("-Djava.io.tmpdir=" + folder);
      command.add("-Duser.home=" + folder);
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
      Process child =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(child.getInputStream().readAllBytes(), UTF_8);
      assertThat(child.waitFor(within.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return new WatchedChild(output, events.pollEvents());
    }
  }
}
