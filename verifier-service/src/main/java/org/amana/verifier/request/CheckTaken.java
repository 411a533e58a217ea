package org.amana.verifier.request;

import java.time.Instant;

/**
 * The one wallet that may answer a check about an exchange has fetched the request; told within the transaction.
 *
 * @param until the answer may come until then
 */
public record CheckTaken(CheckId check, Instant until, Instant at) {}
