/**
 * Reaches a channel from outside, as those who send by it do: whether it answers, and a message of
 * our own by its own way. Knows the ways and nothing of what is stored. May import: config.policy,
 * crypto, jakarta.mail, JMS, qpid-jms, Jackson, RE2/J, files, network.
 */
@NullMarked
package org.sanwei.gateway.channel.reach;

import org.jspecify.annotations.NullMarked;
