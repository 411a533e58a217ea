/** Orders by way of a broker. */
@NullMarked
package org.amana.issuer.order;

import org.jspecify.annotations.NullMarked;
