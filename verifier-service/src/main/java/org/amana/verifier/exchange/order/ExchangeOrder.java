package org.amana.verifier.exchange.order;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.register.CredentialCategory;
import org.amana.verifier.organisation.OrganisationId;

/**
 * What one authority is to send to us about one person, by that person's consent (and their guardian's, of somebody under age), and where it stands. The person's
 * answer and the data are not in here.
 *
 * @param retention how long a delivery may be kept, as registered when the person was asked
 * @param source identifier of the authority
 * @param categories at most what the person was asked; fewer where they agreed to less
 * @param until nothing is fetched from then on
 * @param every time between two deliveries; absent for once
 * @param openedBy user name of the clerk
 * @param checkId the check by which the person was asked; where nobody was, the id of the order
 * @param reason why it stands so, a code; of the last try while it runs
 * @param consent absent until the person agreed; of an order by law its own record
 * @param attempts since the last delivery
 * @param run number of the lease; only who holds the newest concludes
 * @param takenAt when the person's wallet took the question
 * @param nextAttemptAt end of the question while ASKED or ASKED_GUARDIAN, end of the lease while FETCHING
 * @param law what the organisation signed where nobody was asked ({@link org.amana.core.consent.LawfulAccess})
 * @param guardian absent for a person who decides for themselves
 * @param againOf the disagreement after which this asks again
 */
public record ExchangeOrder(ExchangeId id, OrganisationId organisation, String intendedUse, Period retention,
                            String source, List<CredentialCategory> categories, Instant until,
                            Optional<Period> every, String openedBy, Instant openedAt, String checkId,
                            ExchangeState state, Optional<String> reason, Optional<Consent> consent, int deliveries,
                            int attempts, long run, Optional<Instant> takenAt, Instant nextAttemptAt,
                            Optional<String> law, Optional<GuardiansPart> guardian, Optional<ExchangeId> againOf) {
    /** One that rests on consent; parameters as above. */
    public ExchangeOrder(ExchangeId id, OrganisationId organisation, String intendedUse, Period retention,
            String source, List<CredentialCategory> categories, Instant until, Optional<Period> every,
            String openedBy, Instant openedAt, String checkId, ExchangeState state, Optional<String> reason,
            Optional<Consent> consent, int deliveries, int attempts, long run, Optional<Instant> takenAt,
            Instant nextAttemptAt, Optional<GuardiansPart> guardian, Optional<ExchangeId> againOf) {
        this(id, organisation, intendedUse, retention, source, categories, until, every, openedBy, openedAt, checkId,
                state, reason, consent, deliveries, attempts, run, takenAt, nextAttemptAt, Optional.empty(), guardian,
                againOf);
    }

    public ExchangeOrder {
        categories = List.copyOf(categories);
        if (categories.isEmpty())
            throw new IllegalArgumentException("an order names the categories of data");
    }

    /** The record in the ledger, and the request that the person answered. */
    public record Consent(RecordId record, RequestHash requestHash) {}

    /** All who were asked said yes; true of an order by law as well. */
    public boolean isAgreed() {
        return consent.isPresent() && (guardian.isEmpty() || guardian.get().consent().isPresent());
    }

    /** Under it something is fetched. */
    public Consent requireConsent() {
        return consent.orElseThrow(() -> new IllegalStateException("the person has not agreed"));
    }
}
