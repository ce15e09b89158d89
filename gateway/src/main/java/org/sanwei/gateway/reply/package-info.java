/**
 * Notices to senders as the desk and the database know them: which are due, what became of each,
 * and people's asking for a message again. Knows items by id and number, and no address: those are
 * in routes.reply. May import: gateway.channel, gateway.desk, gateway.ledger, gateway.people,
 * gateway.web, routes.flow, routes.message, routes.release, routes.reply, config.judge,
 * config.policy, JDBC, Spring web, slf4j.
 */
@NullMarked
package org.sanwei.gateway.reply;

import org.jspecify.annotations.NullMarked;
