/**
 * Folders that devices and other systems drop files into: a file is taken when it is complete,
 * sealed, and deleted after the durable write; a receipt without content stays. Names of files are
 * content. May import: routes.guard, routes.intake, routes.message, routes.queue, config.policy,
 * crypto, Jackson, Commons CSV, RE2/J, files, net (for names that are no text), slf4j.
 */
@NullMarked
package org.sanwei.routes.intake.folder;

import org.jspecify.annotations.NullMarked;
