package org.amana.verifier.request;

import java.time.Instant;

/**
 * The request of a check can be fetched for longer than was said before; told within the transaction.
 *
 * @param until new end
 */
public record CheckProlonged(CheckId check, Instant until, Instant at) {}
