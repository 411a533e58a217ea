package org.amana.verifier.retention;

import java.time.Instant;
import org.amana.verifier.organisation.OrganisationId;

/** The ledger told that a person renewed a consent. Who waits for that goes on within the same transaction. */
public record ConsentRenewed(OrganisationId organisation, String record, String requestHash, Instant at) {}
