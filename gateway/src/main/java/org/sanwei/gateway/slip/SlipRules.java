package org.sanwei.gateway.slip;

import java.time.Duration;

/** How long an unfinished slip is kept after its last change, and how many a person may have. */
public record SlipRules(Duration keep, int open) {}
