/**
 * 登记单: what people at the desk write down of calls, visits and letters, kept while it is being
 * written, and handed in as a message like any other. May import: desk, people, ledger, web, words,
 * routes.intake, routes.message, routes.queue, routes.read, config.judge, config.policy, crypto,
 * crypto.key; JDBC, Spring MVC, Jackson, slf4j.
 */
@NullMarked
package org.sanwei.gateway.slip;

import org.jspecify.annotations.NullMarked;
