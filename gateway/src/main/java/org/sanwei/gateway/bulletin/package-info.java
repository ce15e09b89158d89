/**
 * 信息直呈: drafting, 保密审查, 签发, the recipients, releases and what became of each delivery. May import:
 * desk, ledger, people, web, words, routes.release, routes.message, config.judge, config.label,
 * crypto; JDBC, Spring MVC.
 */
@NullMarked
package org.sanwei.gateway.bulletin;

import org.jspecify.annotations.NullMarked;
