/**
 * The book in which an office writes down what it receives (收文登记簿), held against ours while it
 * tries the gateway: what either has and the other has not. Nothing of such a book is stored. May
 * import: desk, ledger, people, web, routes.message, config.judge; Spring MVC, transactions, CSV,
 * the JDK's XML streams.
 */
@NullMarked
package org.sanwei.gateway.officebook;

import org.jspecify.annotations.NullMarked;
