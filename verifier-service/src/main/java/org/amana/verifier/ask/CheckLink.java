package org.amana.verifier.ask;

import org.amana.verifier.answer.JobQuestion;
import org.amana.verifier.organisation.OrganisationId;

/**
 * A question behind a poster.
 *
 * @param id part of its address
 * @param closed true: it begins no checks any more
 */
public record CheckLink(String id, OrganisationId organisation, JobQuestion question, boolean closed) {}
