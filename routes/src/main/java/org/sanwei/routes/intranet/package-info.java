/**
 * Takes what integrators send to the broker's own intranet address by AMQP, STOMP or MQTT: seals it
 * inside the broker, before anything of it is stored. May import: routes.intake, routes.queue,
 * routes.guard, config.policy, crypto, crypto.key, Artemis server, Proton, Netty's MQTT packets,
 * RE2/J, slf4j.
 */
@NullMarked
package org.sanwei.routes.intranet;

import org.jspecify.annotations.NullMarked;
