/**
 * The namespace {@code compute}: its pollsters, its discovery, the metadata of samples. Part of
 * {@code hypervisor}.
 */
@NullMarked
package org.camelometer.hypervisor.meters;

import org.jspecify.annotations.NullMarked;
