/**
 * PostgreSQL for a machine that has none: binaries from the jar, files in the data directory,
 * durable settings asserted. Knows nothing of faxes or people. May import: nothing of ours; JDBC,
 * commons-compress, slf4j.
 */
@NullMarked
package org.sanwei.gateway.database;

import org.jspecify.annotations.NullMarked;
