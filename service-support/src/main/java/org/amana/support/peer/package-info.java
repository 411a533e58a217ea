/**
 * Calls between services: who calls is proved by a signed token bound to the one request, loopback is no exemption; enter
 * at {@link org.amana.support.peer.ServiceTokenSigner} and {@link org.amana.support.peer.ServiceEndpoints}.
 */
@NullMarked
package org.amana.support.peer;

import org.jspecify.annotations.NullMarked;
