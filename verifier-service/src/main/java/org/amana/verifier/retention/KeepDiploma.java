package org.amana.verifier.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentEvent;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.Token;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stores a diploma only under a consent that is proved: the ledger's GIVEN or RENEWED entry for exactly this request,
 * not yet ended, its receipt verified offline against the log's key from the trust list.
 */
@Service
public class KeepDiploma {
    private final ProveConsent prove;
    private final KeptDiplomas kept;
    private final Clock clock;
    private final RandomGenerator random;

    KeepDiploma(ProveConsent prove, KeptDiplomas kept, Clock clock, RandomGenerator random) {
        this.prove = prove;
        this.kept = kept;
        this.clock = clock;
        this.random = random;
    }

    /** Looks for the consent; asks the ledger, so not within a database transaction. */
    public FoundConsent consent(Organisation organisation, Check check, String requestHash) {
        return prove.prove(requestHash, Optional.empty(), event -> covers(event, organisation, check));
    }

    /** A consent that another authority sends data is none to keep what is shown. */
    private static boolean covers(ConsentEvent event, Organisation organisation, Check check) {
        return event.terms().controller().equals(organisation.partyId())
                && event.terms().purpose().equals(check.use().id())
                && event.terms().legalBasis().equals(check.use().legalBasis())
                && event.terms().source().isEmpty()
                && event.terms().categories().stream().allMatch(category -> check.use().covers(List.of(category)));
    }

    /**
     * Stores what was presented, and nothing that was not asked for, until the registered retention ends.
     *
     * @param content {@code {"vct","issuer","claims":{…}}}
     * @return false when the consent was withdrawn while the presentation was on its way
     */
    public boolean keep(Check check, String requestHash, FoundConsent.Proved consent, ObjectNode content) {
        Instant now = clock.instant();
        Instant until = now.atZone(ZoneOffset.UTC).plus(check.use().retention()).toInstant();
        var diploma = new KeptDiploma(Token.fresh(random), check.organisation(), check.use().id(), requestHash,
                consent.record(), KeptDiploma.State.KEPT, now, until, Optional.empty(), Optional.empty(), false);
        return kept.keep(diploma, check.id().value(), content);
    }
}
