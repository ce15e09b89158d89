/**
 * Real counterparties on loopback for a first run: IMAP and SMTP, an SMS centre, a WeCom server
 * with the leaders' phones, and invented traffic. Everything they say is marked 演练. May import:
 * config.load, crypto.key and gateway.policy, to prepare a directory of its own;
 * gateway.channel.reach for its pages; GreenMail, jakarta.mail, jSMPP, Jackson, slf4j.
 */
@NullMarked
package org.sanwei.gateway.sandbox;

import org.jspecify.annotations.NullMarked;
