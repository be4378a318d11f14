/** Tests of the room {@code hypervisor}; its fake is {@link FakeInspector}. */
@NullMarked
package org.camelometer.hypervisor;

import org.jspecify.annotations.NullMarked;
