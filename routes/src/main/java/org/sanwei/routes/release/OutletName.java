package org.sanwei.routes.release;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An outlet as named in gateway.yaml and the policy: 1 to 32 of a-z, 0-9, hyphen. */
public record OutletName(@JsonValue String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,32}");

  @JsonCreator
  public OutletName {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("outlet name '" + value + "' must match " + SHAPE);
    }
  }

  /** The broker address of this outlet's queue. */
  public String address() {
    return "sanwei.release." + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
