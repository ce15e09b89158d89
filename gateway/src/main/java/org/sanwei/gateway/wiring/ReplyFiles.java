package org.sanwei.gateway.wiring;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.ReplyKeys;

/**
 * The files of return addresses, {@code CHANNEL.keys} each, so that no channel can take the room of
 * another. Those of channels that give receipts no more are opened too: what lies there is to be
 * erased in its time.
 */
record ReplyFiles(Map<String, ReplyKeys> byChannel) implements Closeable {
  private static final String END = ".keys";

  ReplyFiles {
    byChannel = Map.copyOf(byChannel);
  }

  /** {@code most} addresses in all; each of the channels gets an equal share of them. */
  static ReplyFiles open(
      Path directory, Set<String> channels, int most, MasterKey master, SecureRandom random)
      throws IOException {
    Set<String> names = new TreeSet<>(channels);
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + END)) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          names.add(name.substring(0, name.length() - END.length()));
        }
      }
    }
    int share = Math.max(1, most / Math.max(1, channels.size()));
    Map<String, ReplyKeys> all = new HashMap<>();
    for (String name : names) {
      all.put(name, ReplyKeys.open(directory.resolve(name + END), master, random, share));
    }
    return new ReplyFiles(all);
  }

  @Override
  public void close() throws IOException {
    for (ReplyKeys keys : byChannel.values()) {
      keys.close();
    }
  }
}
