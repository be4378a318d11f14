/** The token that opens the services of a cloud, and the catalog that says where they are. */
@NullMarked
package org.camelometer.keystone.session;

import org.jspecify.annotations.NullMarked;
