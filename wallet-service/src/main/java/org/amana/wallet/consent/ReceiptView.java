package org.amana.wallet.consent;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A receipt for the person to keep; {@code receipt} is what {@code amana-ledger receipt} checks offline. */
public record ReceiptView(String id, String kind, Instant at, long index, String notice, JsonNode receipt) {}
