/**
 * The one seam through which what people type is judged before it is stored, and the question of
 * pages whether words may stand. May import: people, web, config.judge, config.label; Spring MVC.
 */
@NullMarked
package org.sanwei.gateway.words;

import org.jspecify.annotations.NullMarked;
