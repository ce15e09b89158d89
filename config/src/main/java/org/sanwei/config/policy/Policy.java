package org.sanwei.config.policy;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;

/**
 * A whole policy, as read. {@code digest} is SM3, in lower-case hex, over its manifest, or over its
 * files when none describes them (docs/POLICY.md §3). {@code ceiling} is the highest level the
 * deployment may carry, null when none is declared (then only the sandbox starts). {@code outlets}
 * gives the highest sensitivity each may send. {@code spill} names the security officers'
 * certificates. {@code silence} says how long each channel may say nothing; {@code zone} is the
 * clock of its hours. {@code orders} are what may go out without two people in front of it; {@code
 * clocks} until when the office must have done what.
 */
public record Policy(
    String digest,
    int version,
    @Nullable Sensitivity ceiling,
    Map<String, ChannelKind> channels,
    Map<String, Sensitivity> outlets,
    Map<Line, LineStaff> lines,
    List<String> spill,
    MarkGrammar marks,
    List<Rule> rules,
    SilenceFloors silence,
    ZoneId zone,
    List<StandingOrder> orders,
    List<DutyClock> clocks) {
  /** The clock of the whole country. */
  public static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  /** With the usual floors of the silence alarm, by Beijing's clock, without orders and clocks. */
  public Policy(
      String digest,
      int version,
      @Nullable Sensitivity ceiling,
      Map<String, ChannelKind> channels,
      Map<String, Sensitivity> outlets,
      Map<Line, LineStaff> lines,
      List<String> spill,
      MarkGrammar marks,
      List<Rule> rules) {
    this(
        digest,
        version,
        ceiling,
        channels,
        outlets,
        lines,
        spill,
        marks,
        rules,
        SilenceFloors.USUAL,
        BEIJING,
        List.of(),
        List.of());
  }

  public Policy {
    channels = Map.copyOf(channels);
    outlets = Map.copyOf(outlets);
    lines = Map.copyOf(lines);
    spill = List.copyOf(spill);
    rules = List.copyOf(rules);
    orders = List.copyOf(orders);
    clocks = List.copyOf(clocks);
  }

  /** Officers of the line, or of its nearest superior that has any. */
  public LineStaff staffOf(Line line) {
    LineStaff staff = lines.get(line);
    if (staff != null) {
      return staff;
    }
    int cut = line.path().lastIndexOf('/');
    if (cut < 0) {
      throw new IllegalStateException(
          "the policy has no line 'default'; its loader must refuse that");
    }
    return staffOf(new Line(line.path().substring(0, cut)));
  }
}
