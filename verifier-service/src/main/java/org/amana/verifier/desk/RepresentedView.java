package org.amana.verifier.desk;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Of an order about somebody under age: who acts for them, and how a disagreement was settled.
 *
 * @param views of the person themselves: {@code yes}, {@code no}, {@code not-able}, or {@code open} before they said
 * @param issuer name of the authority whose card the guardian showed; absent until then
 * @param until first day on which the mandate no longer holds; absent where it names none
 * @param againOf order whose disagreement this one follows
 * @param note of whoever settled it
 * @param again order by which both were asked again
 * @param suspendedAt since when it waits for the word of somebody who came of age; absent where it does not
 */
record RepresentedView(String views, @Nullable String issuer, @Nullable LocalDate until, @Nullable String againOf,
                       @Nullable String settledBy, @Nullable Instant settledAt, @Nullable String note,
                       @Nullable String again, @Nullable Instant suspendedAt) {}
