/**
 * A candidate policy on stored traffic: what it would have changed, in numbers. May import: desk,
 * ledger, people, web, routes.message, config.judge, config.load, config.policy, config.prove;
 * Spring MVC, Jackson, slf4j, transactions.
 */
@NullMarked
package org.sanwei.gateway.simulation;

import org.jspecify.annotations.NullMarked;
