package org.sanwei.gateway.policy;

import java.util.List;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Which signed policy is in force, and why the one in the directory is not. Its problems may quote
 * rules, so they are for security administrators and auditors; everybody sees of what kind they
 * are.
 */
@Controller
public final class PolicyChangePage {
  static final String PATH = "/policy/change";

  private final PolicyWatch watch;
  private final PolicyInForce inForce;

  public PolicyChangePage(PolicyWatch watch, PolicyInForce inForce) {
    this.watch = watch;
    this.inForce = inForce;
  }

  /** The page. */
  @GetMapping(PATH)
  public String page(SignedIn who, Model model) {
    Permissions.require(who.person(), Act.READ_CHANNELS);
    SignedPolicy now = inForce.now();
    model.addAttribute("manifest", now.manifest());
    model.addAttribute("digest", now.policy().digest());
    watch
        .trouble()
        .ifPresent(
            fault -> {
              boolean all = Permissions.allows(who.person(), Act.READ_LEDGER);
              model.addAttribute("kind", fault.kind().word());
              model.addAttribute("count", fault.problems().size());
              model.addAttribute("problems", all ? fault.problems() : List.of());
            });
    return "policy-change";
  }
}
