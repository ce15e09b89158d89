/**
 * Who works here, what each may do, and how they log in. Permission checks are made here and
 * nowhere else. May import: nothing of ours; JDBC, Spring Security.
 */
@NullMarked
package org.sanwei.gateway.people;

import org.jspecify.annotations.NullMarked;
