/**
 * The reader in processes of its own: a pool of child JVMs that hold nothing, reach nothing and
 * answer one question at a time over a pipe. What crashes, hangs or lies in there costs its message
 * a hold and nothing else. May import: java with java.nio.file, routes.read, routes.message,
 * config.judge, config.policy, Jackson, commons-pool2, slf4j.
 */
@NullMarked
package org.sanwei.routes.read.apart;

import org.jspecify.annotations.NullMarked;
