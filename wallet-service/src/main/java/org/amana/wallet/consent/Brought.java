package org.amana.wallet.consent;

import java.time.Instant;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.history.PurposeNote;

/**
 * Marks what came in a file from another wallet, with the names the file gave, which nothing proves.
 *
 * @param at when it was taken in
 */
record Brought(Instant at, PartyNote party, PurposeNote purpose) {}
