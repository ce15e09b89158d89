package org.sanwei.routes.guard.route;

import java.util.ArrayList;
import java.util.List;

/**
 * What a standing release order of the policy is bound to (DESIGN §2): it may fire only for a
 * source that proves who it is, with a template's words, up to a cap, until it expires.
 */
public record OrderBounds(
    String name,
    String outlet,
    boolean authenticatedSource,
    boolean template,
    boolean cap,
    boolean expiry) {

  /** What it is not bound to and should be. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!authenticatedSource) {
      missing.add("经证实的来源 an authenticated source");
    }
    if (!template) {
      missing.add("模板 a template");
    }
    if (!cap) {
      missing.add("次数上限 a cap");
    }
    if (!expiry) {
      missing.add("失效时间 an expiry");
    }
    return missing;
  }

  String words() {
    String what = "常备放行令 standing order " + name;
    return missing().isEmpty() ? what : what + ", 未限定 without " + String.join(", ", missing());
  }
}
