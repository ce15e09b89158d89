import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;
import org.tukaani.xz.XZInputStream;

/**
 * Takes the xz off the PostgreSQL programs: the jar packs them anyhow, and what the JVM unpacks in
 * a third of a second takes six on a first start when it is xz. Run by the build, as a single
 * source file with the libraries on the class path: java Unpressed.java DIRECTORY RESOURCE...
 */
class Unpressed {
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    Files.createDirectories(directory);
    for (String name : List.of(arguments).subList(1, arguments.length)) {
      Path tar = directory.resolve(name + ".tar");
      Path part = directory.resolveSibling(name + ".part");
      Path stamp = directory.resolveSibling(name + ".from");
      String edition = edition(name);
      if (Files.exists(tar) && Files.exists(stamp) && Files.readString(stamp).equals(edition)) {
        continue;
      }
      try (InputStream packed = Unpressed.class.getResourceAsStream("/" + name + ".txz");
          XZInputStream open = new XZInputStream(packed)) {
        Files.copy(open, part, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(part, tar, StandardCopyOption.ATOMIC_MOVE);
      Files.writeString(stamp, edition);
    }
  }

  /** Tells which library a tar was made from, so that another edition is not mistaken for it. */
  private static String edition(String name) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream packed = Unpressed.class.getResourceAsStream("/" + name + ".txz")) {
      sum.update(packed.readAllBytes());
    }
    return Long.toHexString(sum.getValue());
  }
}
