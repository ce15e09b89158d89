/**
 * Every step that was taken: who, what, when, under which policy; written in the transaction of the
 * step, read by those who check. May import: people, web, routes.message; JDBC, Spring MVC,
 * Jackson.
 */
@NullMarked
package org.sanwei.gateway.ledger;

import org.jspecify.annotations.NullMarked;
