/** What people see of results: tables, and the live board of the demo. Part of {@code runtime}. */
@NullMarked
package org.camelometer.runtime.terminal;

import org.jspecify.annotations.NullMarked;
