package org.amana.wallet.presentation;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.consent.Views;
import org.amana.core.dcql.ClaimsQuery;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.Represented;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.TrustedIssuer;
import org.amana.core.register.TrustedLedger;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.vp.ValidatedAuthorizationRequest;
import org.amana.support.trust.TrustListSource;
import org.amana.wallet.history.PartyNote;

/**
 * Which exchanges a person is asked about: those that the ledger and the source would carry out. Whatever else stands in
 * {@code transaction_data} was refused with the request (OpenID4VP 1.0 section 5.1).
 */
final class ExchangeRule {
    /** Requesters name whole days, and their clock is not ours. */
    private static final Duration SLACK = Duration.ofDays(1);

    private static final List<ClaimPath> MANDATE = GuardianMandate.CLAIMS.stream()
            .map(path -> ClaimPath.of(path.getFirst()))
            .toList();

    private final TrustListSource trust;
    private final URI home;
    private final Clock clock;

    ExchangeRule(TrustListSource trust, URI home, Clock clock) {
        this.trust = trust;
        this.home = home;
        this.clock = clock;
    }

    /**
     * What the request asks another office to send; empty where it asks nothing of the kind.
     *
     * @param use the registered use, of a registration that holds
     * @throws ProblemException {@link ExchangeRefusal}
     */
    Optional<AskedExchange> asked(ValidatedAuthorizationRequest request, Optional<IntendedUse> use) {
        return request.exchange().map(terms -> asked(request, terms, use));
    }

    private AskedExchange asked(ValidatedAuthorizationRequest request, ExchangeTerms terms, Optional<IntendedUse> use) {
        IntendedUse registered = use.orElseThrow(() -> refused(new ExchangeRefusal.Unregistered()));
        if (!IntendedUse.restsOnConsentAlone(registered.legalBasis())) {
            throw refused(new ExchangeRefusal.NotByConsent());
        }
        TrustedIssuer source = trust.issuer(terms.source())
                .orElseThrow(() -> refused(new ExchangeRefusal.SourceUnknown()));
        List<CredentialQuery> queries = request.dcqlQuery().credentials();
        boolean isOne = queries.size() == 1 && request.dcqlQuery().credentialSets().isEmpty();
        Optional<Represented.ForWard> ward = terms.ward();
        if (ward.isPresent() && !(isOne && isMandateAlone(queries.getFirst()))) {
            throw refused(new ExchangeRefusal.MoreThanMandate());
        }
        if (ward.isEmpty() && !(isOne && isIdentityAlone(queries.getFirst()))) {
            throw refused(new ExchangeRefusal.MoreThanIdentity());
        }
        if (ward.filter(asked -> asked.views() != Views.YES).isPresent()) {
            throw refused(new ExchangeRefusal.WardHasNotAgreed());
        }
        // a guardian's card is a court's, and no word of the source's
        List<String> shown = ward.isPresent() ? List.of() : queries.getFirst().vctValues();
        boolean isTrusted = Stream.concat(terms.categories().stream().map(CredentialCategory::vct), shown.stream())
                .allMatch(source.types()::contains);
        if (!isTrusted) {
            throw refused(new ExchangeRefusal.SourceNotTrusted());
        }
        requireEnd(terms.until(), registered);
        TrustedLedger keeper = trust.current()
                .keeperOf(terms.source())
                .orElseThrow(() -> refused(new ExchangeRefusal.LedgerUnknown()));
        return new AskedExchange(terms, new PartyNote(source.name().byLanguage(), source.id(), source.country(), null,
                null, null), Optional.of(keeper.baseUrl()).filter(address -> !address.equals(home.toString())));
    }

    /** Without holder binding nobody's key would sign the terms. */
    private static boolean isIdentityAlone(CredentialQuery query) {
        return query.claims().isEmpty() && query.requireCryptographicHolderBinding() && !query.multiple()
                && !query.vctValues().isEmpty();
    }

    /** One guardian's card with what says whose guardian it is and until when, and nothing else of it. */
    private static boolean isMandateAlone(CredentialQuery query) {
        List<ClaimPath> claims = query.claims().stream().map(ClaimsQuery::path).toList();
        return query.requireCryptographicHolderBinding() && !query.multiple() && query.claimSets().isEmpty()
                && query.vctValues().equals(List.of(GuardianMandate.VCT)) && claims.size() == MANDATE.size()
                && claims.containsAll(MANDATE)
                && query.claims().stream().allMatch(claim -> claim.values().isEmpty());
    }

    /** What comes later than its end would have to be erased on arrival. */
    private void requireEnd(Instant until, IntendedUse use) {
        Instant now = clock.instant();
        Instant latest = now.atZone(ZoneOffset.UTC).plus(use.retention()).toInstant().plus(SLACK);
        if (!until.isAfter(now) || until.isAfter(latest)) {
            throw refused(new ExchangeRefusal.WrongEnd());
        }
    }

    private static ProblemException refused(ExchangeRefusal refusal) {
        return new ProblemException(refusal);
    }
}
