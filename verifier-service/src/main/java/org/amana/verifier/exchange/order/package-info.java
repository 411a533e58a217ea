/**
 * Orders to other authorities, whatever they rest on: their state, what the person answered, and what was received
 * until it is erased. Start at {@link org.amana.verifier.exchange.order.ExchangeOrder}.
 */
@NamedInterface("order")
@NullMarked
package org.amana.verifier.exchange.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
