/**
 * The page frame that every page stands in, the security of pages and interface, problem answers,
 * and the live stream. May import: people; Spring MVC, Spring Security, slf4j.
 */
@NullMarked
package org.sanwei.gateway.web;

import org.jspecify.annotations.NullMarked;
