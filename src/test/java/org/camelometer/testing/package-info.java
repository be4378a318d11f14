/** Real peers for tests, started once per JVM: what a test needs besides JUnit and AssertJ. */
@NullMarked
package org.camelometer.testing;

import org.jspecify.annotations.NullMarked;
