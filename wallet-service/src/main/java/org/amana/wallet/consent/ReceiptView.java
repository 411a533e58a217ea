package org.amana.wallet.consent;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A receipt for the person to keep.
 *
 * @param receipt what {@code amana-ledger receipt} checks offline
 * @param proof   what this service found, now
 */
public record ReceiptView(String id, String kind, Instant at, long index, String notice, JsonNode receipt,
                          ProofView proof) {}
