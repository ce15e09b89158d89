/**
 * A page as it came beside what was recognised on it, line by line (原页与识读), for open items only,
 * and the correction of a line by a person. May import: desk, people, web, words, routes.message,
 * config.judge; Spring MVC, Jackson.
 */
@NullMarked
package org.sanwei.gateway.facsimile;

import org.jspecify.annotations.NullMarked;
