/**
 * The ways of a message as a graph, and the proof that none of them leads down: pure values, and an
 * exhaustive walk over them. May import: config.label, config.policy.
 */
@NullMarked
package org.sanwei.config.prove.graph;

import org.jspecify.annotations.NullMarked;
