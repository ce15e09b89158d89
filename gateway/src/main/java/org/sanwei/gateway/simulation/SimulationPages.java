package org.sanwei.gateway.simulation;

import java.util.List;
import java.util.UUID;
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
    model.addAttribute("run", run);
    model.addAttribute("difference", run.difference());
    model.addAttribute("report", report);
    model.addAttribute("moves", report == null ? List.of() : RunJson.moves(report));
    model.addAttribute("rules", report == null ? List.of() : RunJson.rules(report));
  }
}
