package org.sanwei.routes.message;

/**
 * Which version of which case (a 12345 order, say) a message is, by the source's word. {@code key}
 * is a MAC of channel, integrator and case id: it links the versions and tells nobody the id. The
 * other fields are content; {@code version} and {@code status} are empty where the source gave
 * none.
 */
public record CaseVersion(String key, String caseId, String version, String status) {
  @Override
  public String toString() {
    return "CaseVersion[" + key + "]";
  }
}
