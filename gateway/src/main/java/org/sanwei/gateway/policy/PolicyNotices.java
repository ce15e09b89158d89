package org.sanwei.gateway.policy;

import java.util.List;
import org.sanwei.gateway.web.Notice;
import org.sanwei.gateway.web.Notices;

/** Says on every page that what lies in the policy's directory is not in force, and why. */
public final class PolicyNotices implements Notices {
  private final PolicyWatch watch;
  private final PolicyInForce inForce;

  public PolicyNotices(PolicyWatch watch, PolicyInForce inForce) {
    this.watch = watch;
    this.inForce = inForce;
  }

  @Override
  public List<Notice> now() {
    return watch
        .trouble()
        .map(
            fault ->
                List.of(
                    new Notice(
                        "notice.policy." + fault.kind().word(),
                        Long.toString(inForce.now().manifest().sequence()),
                        PolicyChangePage.PATH)))
        .orElse(List.of());
  }
}
