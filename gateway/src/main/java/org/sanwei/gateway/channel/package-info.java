/**
 * The channels: their face to integrators (signed posts, and which of them were seen), and how they
 * are (counts, silence, connection tests, probes of our own). May import: gateway.channel.reach,
 * gateway.desk, gateway.ledger, gateway.people, gateway.web, routes.flow, routes.guard,
 * routes.intake, routes.queue, routes.read, routes.read.apart, routes.message, config.judge,
 * config.policy, crypto, Spring Web and JDBC, Jackson, files, slf4j.
 */
@NullMarked
package org.sanwei.gateway.channel;

import org.jspecify.annotations.NullMarked;
