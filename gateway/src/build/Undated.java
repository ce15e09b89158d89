import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * Takes the hour of the build out of a packed jar: java.util.Properties writes it into the head of
 * every file that it stores, and two builds of the same sources would differ by it. Run by the
 * build, as a single source file: java Undated.java JAR ENTRY...
 */
class Undated {
  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      for (String name : List.of(arguments).subList(1, arguments.length)) {
        Path entry = files.getPath(name);
        FileTime time = Files.getLastModifiedTime(entry);
        List<String> lines =
            Files.readAllLines(entry, ISO_8859_1).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        Files.write(entry, lines, ISO_8859_1);
        Files.setLastModifiedTime(entry, time);
      }
    }
  }
}
