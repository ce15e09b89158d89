package org.sanwei.gateway.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.gateway.policy.PolicyFault.Kind;

/**
 * The newest policy that this gateway ever took, kept twice: beside the gateway's keys and in the
 * data directory. The two are backed up apart, so putting one of them back as it was brings no
 * older policy back. Each file is whole or absent; the higher of the two counts. One thread writes.
 */
public final class PolicyRecord {
  private static final String FILE = "policy.accepted";
  private static final Pattern FORM =
      Pattern.compile("sanwei-policy-accepted/1\nsequence: ([1-9][0-9]{0,8})\ndigest: (\\S{64})\n");

  private final List<Path> files;

  private PolicyRecord(List<Path> files) {
    this.files = files;
  }

  /** The record of the gateway that has these directories. */
  public static PolicyRecord in(Path keys, Path data) {
    return new PolicyRecord(List.of(keys.resolve(FILE), data.resolve(FILE)));
  }

  /** A policy that was taken. */
  public record Taken(long sequence, String digest) {
    static Taken of(Manifest manifest) {
      return new Taken(manifest.sequence(), manifest.digest());
    }

    /** Whether it may come after this one, or is this one. */
    public boolean allows(Manifest manifest) {
      return objection(manifest).isEmpty();
    }

    Optional<PolicyFault> objection(Manifest manifest) {
      String here = "version " + sequence + " (" + digest.substring(0, 16) + "…)";
      if (manifest.sequence() < sequence) {
        return fault(
            Kind.OLDER,
            "is version " + manifest.sequence() + ", and " + here + " was taken here already",
            "put the newest version back; to go back to older rules, have them signed as version "
                + (sequence + 1));
      }
      if (manifest.sequence() == sequence) {
        return manifest.digest().equals(digest)
            ? Optional.empty()
            : fault(
                Kind.FORKED,
                "is not the " + here + " that was taken here",
                "put that one back, or have this one signed as version " + (sequence + 1));
      }
      if (manifest.sequence() > sequence + 1) {
        return fault(
            Kind.SKIPPED,
            "is version " + manifest.sequence() + ", and the last one taken here is " + here,
            "put the versions between them here first, one after the other");
      }
      return digest.equals(manifest.predecessor())
          ? Optional.empty()
          : fault(
              Kind.PREDECESSOR,
              "does not follow the " + here + " that was taken here",
              "let the author sign it again with --before naming a copy of that one");
    }

    private static Optional<PolicyFault> fault(Kind kind, String what, String mend) {
      return Optional.of(PolicyFault.of(kind, Manifest.FILE, what, mend));
    }
  }

  /** The record cannot be trusted, or cannot be written. */
  public static final class Unsure extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient PolicyFault fault;

    Unsure(Path file, String what, String mend) {
      super(what);
      fault = PolicyFault.of(Kind.RECORD, Manifest.FILE, file + " " + what, mend);
    }

    /** What to tell people. */
    public PolicyFault fault() {
      return fault;
    }
  }

  /** The newest that was taken; empty before the first. */
  public Optional<Taken> newest() throws Unsure {
    Optional<Taken> newest = Optional.empty();
    for (Path file : files) {
      Optional<Taken> here = read(file);
      if (here.isPresent() && newest.isPresent()) {
        if (here.get().sequence() == newest.get().sequence() && !here.equals(newest)) {
          throw new Unsure(
              file,
              "names another policy of the same sequence than " + files.get(0),
              "find out who wrote there; then remove the wrong one of the two");
        }
        newest = here.get().sequence() > newest.get().sequence() ? here : newest;
      } else if (here.isPresent()) {
        newest = here;
      }
    }
    return newest;
  }

  /**
   * Writes it down; it is on the disk when this returns. When it cannot be written everywhere it is
   * written nowhere: the policy that goes on judging is the newest on record, also after a restart.
   */
  public void take(Taken taken) throws Unsure {
    Map<Path, Optional<Taken>> before = new LinkedHashMap<>();
    for (Path file : files) {
      before.put(file, read(file));
    }
    List<Path> written = new ArrayList<>();
    try {
      for (Path file : files) {
        if (!Optional.of(taken).equals(before.get(file))) {
          written.add(file);
          write(file, taken);
        }
      }
    } catch (Unsure e) {
      for (Path file : written) {
        putBack(file, before.getOrDefault(file, Optional.empty()));
      }
      throw e;
    }
  }

  private static void putBack(Path file, Optional<Taken> before) throws Unsure {
    if (before.isPresent()) {
      write(file, before.get());
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Unsure(
          file,
          "names a policy that was not taken, and cannot be removed",
          "remove it, and give the gateway's user write permission there");
    }
  }

  private static Optional<Taken> read(Path file) throws Unsure {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Unsure(
          file,
          "cannot be read (" + e.getClass().getSimpleName() + ")",
          "let the gateway's user read it, or put it back from its copy");
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !Manifest.digest(form.group(2))) {
      throw new Unsure(
          file,
          "does not say which policy was taken last",
          "put it back from its copy: " + PolicyFiles.DIRECTORY + " in docs/OPERATIONS.md §10");
    }
    return Optional.of(new Taken(Long.parseLong(form.group(1)), form.group(2)));
  }

  private static void write(Path file, Taken taken) throws Unsure {
    String text =
        "sanwei-policy-accepted/1\nsequence: "
            + taken.sequence()
            + "\ndigest: "
            + taken.digest()
            + "\n";
    try {
      WholeFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new Unsure(
          file,
          "cannot be written (" + e.getClass().getSimpleName() + ")",
          "give the gateway's user write permission there, and room on the disk");
    }
  }
}
