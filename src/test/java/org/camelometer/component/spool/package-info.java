@NullMarked
package org.camelometer.component.spool;

import org.jspecify.annotations.NullMarked;
