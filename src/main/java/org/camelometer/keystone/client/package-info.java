/** What pollsters ask OpenStack's services with: JSON objects, and lists page by page. */
@NullMarked
package org.camelometer.keystone.client;

import org.jspecify.annotations.NullMarked;
