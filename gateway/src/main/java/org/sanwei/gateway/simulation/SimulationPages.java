package org.sanwei.gateway.simulation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.prove.Change;
import org.sanwei.config.prove.Facts;
import org.sanwei.config.prove.Loosening;
import org.sanwei.config.prove.PolicyDifference;
import org.sanwei.config.prove.Shift;
import org.sanwei.config.prove.Simulation;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where a security administrator tries a candidate policy. */
@Controller
public final class SimulationPages {
  private final Simulations simulations;

  public SimulationPages(Simulations simulations) {
    this.simulations = simulations;
  }

  /** The files to choose, and what was tried since the start. */
  @GetMapping("/policy/simulate")
  public String page(SignedIn who, Model model) {
    model.addAttribute("runs", simulations.all(who.person()));
    model.addAttribute("most", Simulations.MOST_A_DAY);
    model.addAttribute("mostDays", Candidate.MAX_DAYS);
    return "simulate";
  }

  /** One of them. */
  @GetMapping("/policy/simulate/{id}")
  public String run(SignedIn who, @PathVariable UUID id, Model model) {
    show(who, id, model);
    return "simulation";
  }

  /** The same without its frame, for the page to look again. */
  @GetMapping("/policy/simulate/{id}/told")
  public String told(SignedIn who, @PathVariable UUID id, Model model) {
    show(who, id, model);
    return "simulation :: told";
  }

  private void show(SignedIn who, UUID id, Model model) {
    Run run = simulations.find(who.person(), id).orElseThrow(NotFound::new);
    Simulation.Report report = run.report();
    PolicyDifference difference = run.difference();
    model.addAttribute("run", run);
    model.addAttribute("report", report);
    model.addAttribute("outcomes", Arrays.stream(Outcome.values()).map(Outcome::name).toList());
    model.addAttribute("shifts", report == null ? List.of() : shifts(report));
    model.addAttribute("moves", report == null ? List.of() : RunJson.moves(report));
    model.addAttribute("rules", report == null ? List.of() : RunJson.rules(report));
    model.addAttribute("newOrChanged", report == null ? null : RunJson.newOrChanged(report));
    model.addAttribute("difference", difference);
    List<Change> changes = difference == null ? List.of() : sorted(difference);
    model.addAttribute("changes", changes);
    model.addAttribute(
        "loosening", changes.stream().filter(change -> change.direction().loosens()).count());
    Map<String, Map<String, Object>> examples = new HashMap<>();
    for (Change change : changes) {
      if (change.loosening() instanceof Loosening.Shown shown) {
        examples.put(change.name(), Facts.message(shown.message()));
      }
    }
    model.addAttribute("examples", examples);
  }

  /** How many shifted so. */
  record Shifted(String word, Coarse count) {}

  private static List<Shifted> shifts(Simulation.Report report) {
    return Stream.of(Shift.LOWER, Shift.ACROSS, Shift.HIGHER, Shift.SAME)
        .map(shift -> new Shifted(shift.word(), Coarse.of(report.of(shift))))
        .toList();
  }

  /** What loosens first. */
  private static List<Change> sorted(PolicyDifference difference) {
    return difference.changes().stream()
        .sorted(Comparator.comparing(change -> !change.direction().loosens()))
        .toList();
  }
}
