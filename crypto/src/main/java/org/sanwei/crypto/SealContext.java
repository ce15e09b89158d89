package org.sanwei.crypto;

import java.util.regex.Pattern;

/**
 * What a sealed body is for, in the clear and authenticated with it: a body sealed for one purpose
 * does not open as another. {@code purpose} is a stable word such as {@code intake/1}; {@code id}
 * names the thing sealed and is never content.
 */
public record SealContext(String purpose, String id) {
  private static final Pattern PURPOSE = Pattern.compile("[a-z0-9./-]{1,64}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9./_:-]{1,128}");

  public SealContext {
    if (!PURPOSE.matcher(purpose).matches() || !ID.matcher(id).matches()) {
      throw new IllegalArgumentException("purpose must match " + PURPOSE + ", id " + ID);
    }
  }
}
