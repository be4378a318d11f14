/**
 * What users write: sources, sinks, meter filters, publisher URLs and settings; how they are
 * loaded, and problems with their place in a file.
 *
 * <p>May use {@code sample}. Other rooms check their own part of a file through the positions kept
 * here.
 */
@NullMarked
package org.camelometer.definition;

import org.jspecify.annotations.NullMarked;
