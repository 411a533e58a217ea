/**
 * The only way out to other machines: https, addresses checked after name resolution, no redirects, limits on time and
 * size; enter at {@link org.amana.core.http.HttpPeer}, whose bean is the guarded client.
 */
@NullMarked
package org.amana.support.outbound;

import org.jspecify.annotations.NullMarked;
