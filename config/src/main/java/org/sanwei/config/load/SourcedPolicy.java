package org.sanwei.config.load;

import org.sanwei.config.policy.Policy;

/** A policy with the places of its rules in the files, for telling people what to mend. */
public record SourcedPolicy(Policy policy, Sources sources) {}
