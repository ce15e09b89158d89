package org.sanwei.config.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.Sm3;

/**
 * The bytes of a {@code policy/} directory, read once: what is signed, checked and loaded is then
 * the same, whoever writes there meanwhile. Its other files are nobody's. Immutable.
 */
public final class PolicyFiles {
  /** The directory's name in a configuration. */
  public static final String DIRECTORY = "policy";

  /** The author's statement over {@link Manifest#FILE}. */
  public static final String AUTHOR = "MANIFEST.author";

  /** The approver's. */
  public static final String APPROVER = "MANIFEST.approver";

  /** A statement has the manifest inside, and a certificate. */
  private static final int MAX_STATEMENT_BYTES = Manifest.MAX_BYTES + 64 * 1024;

  private static final HexFormat HEX = HexFormat.of();

  private final SortedMap<String, byte[]> yaml;
  private final Map<String, byte[]> signed;
  private final List<Problem> problems;

  private PolicyFiles(
      SortedMap<String, byte[]> yaml, Map<String, byte[]> signed, List<Problem> problems) {
    this.yaml = Collections.unmodifiableSortedMap(yaml);
    this.signed = Map.copyOf(signed);
    this.problems = List.copyOf(problems);
  }

  /** All of {@code config/policy}; what could not be read is among {@link #problems}. */
  public static PolicyFiles read(Path config) {
    List<Problem> problems = new ArrayList<>();
    Path dir = config.resolve(DIRECTORY);
    SortedMap<String, byte[]> yaml = new TreeMap<>();
    for (Path file : files(dir, problems)) {
      String name = file.getFileName().toString();
      // A pipe or a device would keep whoever reads it, or never end.
      byte[] bytes =
          Files.isRegularFile(file)
              ? YamlFile.bytes(file, place(name), problems)
              : refused(name, "is no file", problems);
      if (bytes != null) {
        yaml.put(name, bytes);
      }
    }
    Map<String, byte[]> signed = new TreeMap<>();
    signed(dir, Manifest.FILE, Manifest.MAX_BYTES, signed, problems);
    signed(dir, AUTHOR, MAX_STATEMENT_BYTES, signed, problems);
    signed(dir, APPROVER, MAX_STATEMENT_BYTES, signed, problems);
    return new PolicyFiles(yaml, signed, problems);
  }

  /**
   * Files that are not on a disk, by name, and not signed. What is no policy file is a problem
   * here.
   */
  public static PolicyFiles of(Map<String, byte[]> files) {
    List<Problem> problems = new ArrayList<>();
    SortedMap<String, byte[]> yaml = new TreeMap<>();
    files.forEach(
        (name, bytes) -> {
          SourcePos at = new SourcePos(place(name), 1, 1);
          if (!name.endsWith(".yaml")) {
            problems.add(new Problem(at, "is no policy file", "give files named *.yaml only"));
          } else if (bytes.length > YamlFile.MAX_BYTES) {
            String what = "is larger than " + YamlFile.MAX_BYTES + " bytes";
            problems.add(new Problem(at, what, "split it into two files"));
          } else {
            yaml.put(name, bytes);
          }
        });
    return new PolicyFiles(yaml, Map.of(), problems);
  }

  /** What problems call a file of the directory. */
  public static String place(String name) {
    return DIRECTORY + "/" + name;
  }

  private static List<Path> files(Path dir, List<Problem> problems) {
    try (Stream<Path> all = Files.list(dir)) {
      List<Path> files =
          all.filter(f -> f.getFileName().toString().endsWith(".yaml")).sorted().toList();
      if (!files.isEmpty()) {
        return files;
      }
    } catch (IOException | UncheckedIOException e) {
      // Falls through: no directory and an empty one are mended in the same way.
    }
    problems.add(
        new Problem(
            new SourcePos(DIRECTORY, 1, 1),
            "there are no policy files in " + dir,
            "copy the shipped ones there, or name another directory with --config"));
    return List.of();
  }

  private static byte @Nullable [] refused(String name, String what, List<Problem> problems) {
    problems.add(problem(name, what));
    return null;
  }

  private static void signed(
      Path dir, String name, int maxBytes, Map<String, byte[]> into, List<Problem> problems) {
    Path file = dir.resolve(name);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      problems.add(problem(name, "is no file"));
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        problems.add(problem(name, "is larger than " + maxBytes + " bytes"));
      } else {
        into.put(name, bytes);
      }
    } catch (NoSuchFileException e) {
      // Not signed, or not yet: whoever wants a signature will say so.
    } catch (IOException e) {
      problems.add(problem(name, "cannot be read (" + e.getClass().getSimpleName() + ")"));
    }
  }

  private static Problem problem(String name, String what) {
    return new Problem(
        new SourcePos(place(name), 1, 1),
        what,
        "put a file there that the gateway's user may read");
  }

  /** Whatever could not be read. */
  public List<Problem> problems() {
    return problems;
  }

  /** The policy's files by name; the arrays are not to be written to. */
  public SortedMap<String, byte[]> yaml() {
    return yaml;
  }

  /** The bytes of {@link Manifest#FILE}, {@link #AUTHOR} or {@link #APPROVER}; null when absent. */
  public byte @Nullable [] signed(String name) {
    byte[] bytes = signed.get(name);
    return bytes == null ? null : bytes.clone();
  }

  /** What a manifest would say of the files. */
  public List<Manifest.Entry> entries() {
    return yaml.entrySet().stream()
        .map(file -> Manifest.Entry.of(file.getKey(), file.getValue()))
        .toList();
  }

  /** In what the files differ from those that the manifest names; empty when in nothing. */
  public List<Problem> differences(Manifest manifest) {
    Map<String, Manifest.Entry> here = new TreeMap<>();
    entries().forEach(entry -> here.put(entry.name(), entry));
    Map<String, Manifest.Entry> named = new TreeMap<>();
    manifest.files().forEach(entry -> named.put(entry.name(), entry));
    TreeSet<String> names = new TreeSet<>(here.keySet());
    names.addAll(named.keySet());
    List<Problem> differences = new ArrayList<>();
    for (String name : names) {
      Manifest.Entry is = here.get(name);
      Manifest.Entry should = named.get(name);
      if (should == null) {
        differences.add(difference(name, "is not in the manifest", "remove it"));
      } else if (is == null) {
        differences.add(difference(name, "is in the manifest and not here", "put it back"));
      } else if (!is.equals(should)) {
        differences.add(
            difference(name, "was altered after it was signed", "put the signed one back"));
      }
    }
    return differences;
  }

  private static Problem difference(String name, String what, String mend) {
    return new Problem(
        new SourcePos(place(name), 1, 1),
        what,
        mend + ", or have the change signed by two people ('keys sign-policy')");
  }

  /**
   * What every verdict carries: the manifest's digest when it describes exactly these files, and
   * else a digest of the files themselves. Says nothing of signatures.
   */
  public String digest() {
    byte[] manifest = signed.get(Manifest.FILE);
    if (manifest != null
        && Manifest.parse(manifest, place(Manifest.FILE)) instanceof Loading.Loaded<Manifest> loaded
        && differences(loaded.value()).isEmpty()) {
      return Sm3.hex(manifest);
    }
    List<byte[]> digested = new ArrayList<>();
    yaml.forEach(
        (name, bytes) -> {
          digested.add(prefixed(name.getBytes(StandardCharsets.UTF_8)));
          digested.add(prefixed(bytes));
        });
    return HEX.formatHex(Sm3.of(digested.toArray(byte[][]::new)));
  }

  /** Whether another reading found the same bytes and the same trouble. */
  public boolean same(PolicyFiles other) {
    return problems.equals(other.problems) && same(yaml, other.yaml) && same(signed, other.signed);
  }

  private static boolean same(Map<String, byte[]> one, Map<String, byte[]> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(file -> Arrays.equals(file.getValue(), other.get(file.getKey())));
  }

  private static byte[] prefixed(byte[] bytes) {
    return ByteBuffer.allocate(Long.BYTES + bytes.length).putLong(bytes.length).put(bytes).array();
  }
}
