/**
 * Data that another authority sends by a person's consent: the order a clerk opens, the person's answer, the fetch with
 * its permit proof, and what was received until it is erased. Start at {@link org.amana.verifier.exchange.OpenExchange};
 * the way of one fetch is {@link org.amana.verifier.exchange.ExchangeRoute}.
 */
@NullMarked
package org.amana.verifier.exchange;

import org.jspecify.annotations.NullMarked;
