package org.sanwei.routes.message;

import java.util.List;

/**
 * An act whose signatures were verified: enough different officers of its line, in time. {@code
 * officers} are the certificates' names, sorted; {@code digest} is SM3 of the act's bytes.
 */
public record VerifiedAct(CipherAct act, List<String> officers, String digest) {
  public VerifiedAct {
    officers = List.copyOf(officers);
  }
}
