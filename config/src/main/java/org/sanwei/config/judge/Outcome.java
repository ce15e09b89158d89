package org.sanwei.config.judge;

/** Where a judged message goes. See DESIGN: outcomes and their exits. */
public enum Outcome {
  OPEN,
  HELD,
  CLASSIFIED,
  SPILL
}
