/**
 * Messages of the consent-gated exchange between authorities: what the person is asked ({@link
 * org.amana.core.exchange.ExchangeTerms}), what the requester sends to the source ({@link
 * org.amana.core.exchange.ReleaseRequest}), and what comes back ({@link org.amana.core.exchange.Release}), which
 * counts for nothing without the proof of its permit. By way of a broker go the same two, and
 * {@link org.amana.core.exchange.OrderKey} and {@link org.amana.core.exchange.ReleaseRefusal} beside them.
 */
@NullMarked
package org.amana.core.exchange;

import org.jspecify.annotations.NullMarked;
