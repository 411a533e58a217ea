/** The port to other machines: what is asked and what is answered (RFC 9110); start at {@link org.amana.core.http.HttpPeer}, whose guarded implementation lives in service-support. */
@NullMarked
package org.amana.core.http;

import org.jspecify.annotations.NullMarked;
