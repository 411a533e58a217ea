package org.amana.verifier.retention;

import org.amana.core.consent.Objection;
import org.amana.verifier.organisation.OrganisationId;

/**
 * The ledger told that a person objects to an access by law. Whoever fetches under it stops within the same transaction.
 *
 * @param objection as the person signed it
 * @param log name of the log of the ledger that told
 */
public record PersonObjected(OrganisationId organisation, Objection objection, String log) {}
