package org.sanwei.gateway.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Line;
import org.sanwei.config.load.Problem;
import org.sanwei.config.load.SourcePos;
import org.sanwei.config.policy.LineStaff;
import org.sanwei.config.policy.Policy;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.routes.guard.AddressRules;
import org.sanwei.routes.handover.Recipients;
import org.sanwei.routes.queue.Addresses;

/**
 * The certificates of the officers that the policy names, read once from the anchors directory, and
 * which of them each line's envelopes go to. Immutable.
 */
public final class OfficerDirectory implements Recipients, AddressRules {
  private static final String SPILL = "spill";

  private final Policy policy;
  private final Map<String, OfficerCertificate> byName;

  private OfficerDirectory(Policy policy, Map<String, OfficerCertificate> byName) {
    this.policy = policy;
    this.byName = Map.copyOf(byName);
  }

  /**
   * Reads every certificate that the policy names; what is missing or unfit is added to problems.
   */
  public static OfficerDirectory read(
      Policy policy, Path anchors, Clock clock, List<Problem> problems) {
    Map<String, OfficerCertificate> found = new HashMap<>();
    for (String name : names(policy)) {
      Path file = anchors.resolve(name + ".pem");
      try {
        found.put(name, OfficerCertificate.read(file, clock));
      } catch (IOException e) {
        problems.add(
            new Problem(
                new SourcePos(file.toString(), 1, 1),
                "the policy names '" + name + "', whose certificate is missing or unfit",
                "put that person's valid SM2 certificate there (keys make-officer), or correct the"
                    + " policy's lines:"));
      }
    }
    return new OfficerDirectory(policy, found);
  }

  private static Set<String> names(Policy policy) {
    Set<String> names = new HashSet<>(policy.spill());
    for (LineStaff staff : policy.lines().values()) {
      names.addAll(staff.officers());
      names.add(staff.recovery());
    }
    return names;
  }

  @Override
  public Line serving(Line line) {
    Line serving = line;
    while (!policy.lines().containsKey(serving)) {
      int cut = serving.path().lastIndexOf('/');
      if (cut < 0) {
        throw new IllegalStateException("the policy has no line 'default'");
      }
      serving = new Line(serving.path().substring(0, cut));
    }
    return serving;
  }

  @Override
  public List<OfficerCertificate> of(Line line) {
    LineStaff staff = policy.staffOf(line);
    List<OfficerCertificate> all = certificates(staff.officers());
    all.add(certificate(staff.recovery()));
    return List.copyOf(all);
  }

  @Override
  public List<OfficerCertificate> spill() {
    return List.copyOf(certificates(policy.spill()));
  }

  @Override
  public Set<OfficerCertificate> receivers() {
    Set<OfficerCertificate> all = new HashSet<>(certificates(policy.spill()));
    policy.lines().values().forEach(staff -> all.addAll(certificates(staff.officers())));
    return Set.copyOf(all);
  }

  /** Each 机要 address and the officers who may read it. */
  public Map<String, Set<String>> readersByAddress() {
    Map<String, Set<String>> readers = new LinkedHashMap<>();
    policy
        .lines()
        .forEach((line, staff) -> readers.put(line.address(), Set.copyOf(staff.officers())));
    readers.put(Addresses.SPILL, Set.copyOf(policy.spill()));
    return readers;
  }

  /** The lines of the tree. */
  public List<Line> lines() {
    return policy.lines().keySet().stream()
        .sorted(java.util.Comparator.comparing(Line::path))
        .toList();
  }

  @Override
  public @Nullable String lineOf(String address) {
    if (address.equals(Addresses.SPILL)) {
      return SPILL;
    }
    return lines().stream()
        .filter(line -> line.address().equals(address))
        .map(Line::path)
        .findFirst()
        .orElse(address.startsWith(Addresses.CIPHER_PREFIX) ? "no line" : null);
  }

  @Override
  public Set<String> recipientsOf(String line) {
    List<OfficerCertificate> all = line.equals(SPILL) ? spill() : of(new Line(line));
    return all.stream().map(OfficerCertificate::keyIdentifier).collect(Collectors.toSet());
  }

  private List<OfficerCertificate> certificates(List<String> names) {
    List<OfficerCertificate> all = new ArrayList<>();
    names.forEach(name -> all.add(certificate(name)));
    return all;
  }

  private OfficerCertificate certificate(String name) {
    OfficerCertificate certificate = byName.get(name);
    if (certificate == null) {
      throw new IllegalStateException("no certificate of '" + name + "' was read");
    }
    return certificate;
  }
}
