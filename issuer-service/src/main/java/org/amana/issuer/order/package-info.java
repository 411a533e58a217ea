/**
 * Orders and answers by way of a broker, for requesters that the operator's settings name: the same requests as over HTTP,
 * decided by the same release. Enter at {@link org.amana.issuer.order.ReceiveOrder}.
 */
@NullMarked
package org.amana.issuer.order;

import org.jspecify.annotations.NullMarked;
