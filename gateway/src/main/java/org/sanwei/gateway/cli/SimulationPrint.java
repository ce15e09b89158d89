package org.sanwei.gateway.cli;

import java.io.PrintWriter;
import org.sanwei.config.prove.Shift;
import org.sanwei.config.prove.Simulation;

/** What a simulation over files found, for people. */
final class SimulationPrint {
  private final PrintWriter out;

  SimulationPrint(PrintWriter out) {
    this.out = out;
  }

  void print(FileSimulation.Done done) {
    Simulation.Report report = done.report();
    out.printf(
        "%d 件：%d 件变松，%d 件变严，%d 件有松有严，%d 件不变"
            + " / %d messages: %d lower, %d higher, %d across, %d the same%n",
        report.messages(),
        report.of(Shift.LOWER),
        report.of(Shift.HIGHER),
        report.of(Shift.ACROSS),
        report.of(Shift.SAME),
        report.messages(),
        report.of(Shift.LOWER),
        report.of(Shift.HIGHER),
        report.of(Shift.ACROSS),
        report.of(Shift.SAME));
    for (Simulation.Move move : report.moves()) {
      out.printf("  %-10s → %-10s %6d%n", move.from().name(), move.to().name(), move.messages());
    }
    for (Simulation.RuleEffect rule : report.rules()) {
      if (rule.lost() + rule.gained() > 0) {
        out.printf(
            "  规则 rule %s  %d → %d（不再命中 lost %d，新命中 gained %d）%n",
            rule.rule(), rule.before(), rule.after(), rule.lost(), rule.gained());
        rule.named().forEach(name -> out.printf("    %s%n", name));
      }
    }
    for (Simulation.Changed one : report.changed()) {
      out.printf("  %s  %s → %s  %s%n", one.shift().chinese(), one.from(), one.to(), one.name());
    }
    for (String name : done.unreadable()) {
      out.printf("  读不了 unreadable  %s%n", name);
    }
  }
}
