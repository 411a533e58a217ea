package org.amana.wallet.presentation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question that ended without an answer; nothing was shared.
 *
 * @param party who asked
 * @param purpose absent where the wallet was not opened in time to read it
 * @param until no answer was taken from then on
 */
public record UnansweredRequest(String party, @Nullable String purpose, Instant until) {}
