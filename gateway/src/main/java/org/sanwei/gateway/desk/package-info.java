/**
 * The register of arrivals and the inbox that is drawn from it: numbers, the account, claiming and
 * closing, receipts of the 机要 line, and their pages. May import: ledger, people, web, words,
 * routes.message, routes.flow, config.judge, config.label, config.policy; JDBC, Spring MVC,
 * Jackson.
 */
@NullMarked
package org.sanwei.gateway.desk;

import org.jspecify.annotations.NullMarked;
