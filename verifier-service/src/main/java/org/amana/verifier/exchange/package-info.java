/**
 * Data that another authority sends: the way of one fetch, from the signed request to what is stored with its permit proof, and
 * what the ledger is told of it. Start at {@link org.amana.verifier.exchange.ExchangeRoute}. Why it may be fetched is
 * settled before, in {@code consent} or {@code law}; what is fetched, until when and what is held of it, in {@code order}.
 */
@NullMarked
package org.amana.verifier.exchange;

import org.jspecify.annotations.NullMarked;
