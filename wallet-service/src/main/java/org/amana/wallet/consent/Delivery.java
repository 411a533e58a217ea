package org.amana.wallet.consent;

import java.time.Instant;
import org.amana.wallet.history.PartyNote;
import org.jspecify.annotations.Nullable;

/**
 * How data comes to the recipient of a consent that lets an authority send it.
 *
 * @param source the authority; its identifier is the issuer's
 * @param until  nothing is sent from then on
 * @param every  ISO 8601 period between two deliveries; absent for once
 */
public record Delivery(PartyNote source, Instant until, @Nullable String every) {}
