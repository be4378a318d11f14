/** Tests of {@code hypervisor.meters}. */
@NullMarked
package org.camelometer.hypervisor.meters;

import org.jspecify.annotations.NullMarked;
