package org.amana.verifier.retention;

import java.time.Instant;
import org.amana.verifier.organisation.OrganisationId;

/**
 * The ledger told that a consent was withdrawn. Whoever holds anything under it erases that within the same transaction;
 * the confirmation is queued with it.
 */
public record ConsentWithdrawn(OrganisationId organisation, String record, Instant at) {}
