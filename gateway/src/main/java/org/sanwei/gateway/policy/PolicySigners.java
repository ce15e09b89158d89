package org.sanwei.gateway.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sanwei.config.load.Problem;
import org.sanwei.config.load.SourcePos;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.Verifier;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.StatementVerifier;

/**
 * Who may write and who may approve a policy: the certificates below {@code anchors/policy/author}
 * and {@code anchors/policy/approve}, outside the policy itself, each file named for the person in
 * it. Read once; what changes there afterwards counts from the next start. Immutable.
 */
public final class PolicySigners {
  private static final String ENDING = ".pem";

  private final Map<String, OfficerCertificate> authors;
  private final Map<String, OfficerCertificate> approvers;
  private final List<Problem> problems;

  private PolicySigners(
      Map<String, OfficerCertificate> authors,
      Map<String, OfficerCertificate> approvers,
      List<Problem> problems) {
    this.authors = Map.copyOf(authors);
    this.approvers = Map.copyOf(approvers);
    this.problems = List.copyOf(problems);
  }

  /** The two parts that people play. */
  public enum Part {
    AUTHOR("author", "policy-author/1"),
    APPROVER("approve", "policy-approver/1");

    private final String directory;
    private final String purpose;

    Part(String directory, String purpose) {
      this.directory = directory;
      this.purpose = purpose;
    }

    /** What a signature of this part is made for: nobody's signature can be taken for another's. */
    public String purpose() {
      return purpose;
    }

    /** Where the certificates of those who may play it lie. */
    public Path directory(Path anchors) {
      return anchors.resolve("policy").resolve(directory);
    }
  }

  /** Reads all, whether or not they are valid today. Directories that are missing hold nobody. */
  public static PolicySigners read(Path anchors) {
    List<Problem> problems = new ArrayList<>();
    return new PolicySigners(
        read(Part.AUTHOR.directory(anchors), problems),
        read(Part.APPROVER.directory(anchors), problems),
        problems);
  }

  private static Map<String, OfficerCertificate> read(Path directory, List<Problem> problems) {
    Map<String, OfficerCertificate> found = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      return found;
    }
    try (Stream<Path> all = Files.list(directory)) {
      for (Path file : all.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
        read(file, found, problems);
      }
    } catch (IOException e) {
      problems.add(
          problem(
              directory,
              "cannot be listed (" + e.getClass().getSimpleName() + ")",
              "let the gateway's user read it"));
    }
    return found;
  }

  private static void read(
      Path file, Map<String, OfficerCertificate> into, List<Problem> problems) {
    String fileName = file.getFileName().toString();
    String name = fileName.substring(0, fileName.length() - ENDING.length());
    try {
      OfficerCertificate certificate = OfficerCertificate.readAtAnyTime(file);
      if (certificate.name().equals(name)) {
        into.put(name, certificate);
      } else {
        problems.add(problem(file, "is the certificate of another name", "name it for its holder"));
      }
    } catch (IOException e) {
      problems.add(
          problem(file, "is no certificate of an SM2 key", "put the holder's .pem there again"));
    }
  }

  private static Problem problem(Path file, String what, String mend) {
    return new Problem(new SourcePos(file.toString(), 1, 1), what, mend);
  }

  /** What is wrong with the certificates. */
  public List<Problem> problems() {
    return problems;
  }

  /** The certificate under which this person may play this part. */
  public Optional<OfficerCertificate> find(Part part, String name) {
    return Optional.ofNullable(of(part).get(name));
  }

  /** Whether this very certificate may play this part. */
  public boolean may(Part part, OfficerCertificate certificate) {
    return find(part, certificate.name()).filter(certificate::equals).isPresent();
  }

  /** Tells this set of people and certificates from any other: for the ledger. */
  public String fingerprint() {
    StringBuilder all = new StringBuilder();
    for (Part part : Part.values()) {
      new TreeMap<>(of(part))
          .forEach(
              (name, certificate) ->
                  all.append(part).append(' ').append(certificate.fingerprint()).append('\n'));
    }
    return Sm3.hex(all.toString().getBytes(StandardCharsets.US_ASCII)).substring(0, 16);
  }

  /** Knows those who may play this part, and nobody else. */
  Verifier verifier(Part part) {
    return new StatementVerifier(of(part).values());
  }

  private Map<String, OfficerCertificate> of(Part part) {
    return part == Part.AUTHOR ? authors : approvers;
  }
}
