package org.amana.wallet.presentation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.amana.core.dcql.ClaimsQuery;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.http.HttpPeer;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.trust.ChainValidator;
import org.amana.core.vp.ReceiveAuthorizationRequest;
import org.amana.core.vp.ValidatedAuthorizationRequest;
import org.amana.core.vp.VerifierInfo;
import org.amana.core.vp.VpProblem;
import org.amana.support.settings.AmanaProperties;
import org.amana.support.trust.TrustListSource;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.PartyNote;
import org.springframework.stereotype.Component;

/**
 * Finds out who asks and what for. The access certificate says who; the registration certificate says what they
 * registered to ask for, and counts only when it names the same party.
 */
@Component
class ExamineRequest {

    private final ReceiveAuthorizationRequest receive;
    private final ChainValidator chains;
    private final TrustListSource trust;
    private final Clock clock;
    private final RegistrationStanding standing;
    private final ExchangeRule exchanges;

    ExamineRequest(HttpPeer peer, ChainValidator chains, TrustListSource trust, Clock clock, RandomGenerator random,
            AmanaProperties amana) {
        this.receive = new ReceiveAuthorizationRequest(peer, chains, clock, random, amana.outbound().loopbackHttp());
        this.chains = chains;
        this.trust = trust;
        this.clock = clock;
        this.standing = new RegistrationStanding(peer, chains, trust, clock);
        this.exchanges = new ExchangeRule(trust, amana.peers().ledger(), clock);
    }

    /**
     * Reads a link, fetching the request object where it is given by reference.
     *
     * @throws ProblemException {@link PresentationProblem.RequestRefused}, {@link ExchangeRefusal}; nothing was posted
     */
    ExaminedRequest first(String link) {
        try {
            return examine(receive.receive(link, trust.requesters()));
        } catch (ProblemException e) {
            throw e.problem() instanceof VpProblem problem
                    ? new ProblemException(
                            new PresentationProblem.RequestRefused(check(problem), problem.detail()),
                            e)
                    : e;
        }
    }

    /** The same checks on a request object at hand: certificates and times are judged at each step anew. */
    ExaminedRequest again(String clientId, String requestObject) {
        return first("openid4vp://?client_id=" + URLEncoder.encode(clientId, StandardCharsets.UTF_8) + "&request="
                + requestObject);
    }

    /** {@code WrongAudience} as {@code wrong_audience}. */
    private static String check(VpProblem problem) {
        return problem.getClass().getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private ExaminedRequest examine(ValidatedAuthorizationRequest request) {
        AccessSubject subject = AccessSubject.of(request.accessCertificate().leaf());
        Optional<RegistrationCertificate> registration = registration(request);
        List<CredentialCategory> asked = asked(request);
        List<String> cautions = new ArrayList<>();
        if (registration.isEmpty()) {
            cautions.add(ExaminedRequest.UNREGISTERED);
        } else if (!subject.identifiers().contains(registration.get().identifier())) {
            cautions.addAll(List.of(ExaminedRequest.UNREGISTERED, ExaminedRequest.IDENTIFIER_MISMATCH));
        } else {
            standing.caution(registration.get())
                    .ifPresent(caution -> cautions.addAll(List.of(ExaminedRequest.UNREGISTERED, caution)));
        }
        if (registration.isEmpty() || !cautions.isEmpty()) {
            return new ExaminedRequest(request, unregistered(subject, request), Optional.empty(), asked, List.of(),
                    cautions, exchanges.asked(request, Optional.empty()));
        }
        RegistrationCertificate certificate = registration.get();
        IntendedUse use = certificate.intendedUse();
        Optional<AskedExchange> exchange = exchanges.asked(request, Optional.of(use));
        List<CardNote> overAsked = new ArrayList<>();
        if (exchange.filter(AskedExchange::isForWard).isEmpty()) {
            overAsked.addAll(overAsked(asked, use)); // a mandate is asked for by the rule, not by a use
        }
        exchange.ifPresent(sent -> overAsked.addAll(overAsked(sent.terms().categories(), use)));
        if (!overAsked.isEmpty()) {
            cautions.add(ExaminedRequest.OVER_ASKING);
        }
        return new ExaminedRequest(request, registered(certificate), Optional.of(use), asked, overAsked, cautions,
                exchange);
    }

    /** One that does not verify counts as none: it is never shown as a registration (OpenID4VP 1.0 section 5.11). */
    private Optional<RegistrationCertificate> registration(ValidatedAuthorizationRequest request) {
        for (VerifierInfo info : request.verifierInfo()) {
            Optional<String> jwt = info.registrationCertificate();
            if (jwt.isPresent()) {
                try {
                    return Optional.of(RegistrationCertificate.verify(jwt.get(), chains, trust.registrars(),
                            clock.instant()));
                } catch (ProblemException e) {
                    // the next one may hold
                }
            }
        }
        return Optional.empty();
    }

    private static List<CredentialCategory> asked(ValidatedAuthorizationRequest request) {
        List<CredentialCategory> asked = new ArrayList<>();
        for (CredentialQuery query : request.dcqlQuery().credentials()) {
            Set<List<String>> paths = new LinkedHashSet<>();
            for (ClaimsQuery claim : query.claims()) {
                paths.add(names(claim.path()));
            }
            // a query without claims still learns that there is a card of this type
            List<List<String>> claims = paths.isEmpty() ? List.of(List.of("vct")) : List.copyOf(paths);
            query.vctValues().forEach(vct -> asked.add(new CredentialCategory(vct, claims)));
        }
        return asked;
    }

    /** The member names a path begins with: positions in a list are not named to anybody. */
    static List<String> names(ClaimPath path) {
        List<String> names = new ArrayList<>();
        for (ClaimPath.Component component : path.components()) {
            if (!(component instanceof ClaimPath.Name(String name))) {
                break;
            }
            names.add(name);
        }
        return names.isEmpty() ? List.of("vct") : names;
    }

    private static List<CardNote> overAsked(List<CredentialCategory> asked, IntendedUse use) {
        List<CardNote> over = new ArrayList<>();
        for (CredentialCategory category : asked) {
            List<List<String>> beyond = category.claims()
                    .stream()
                    .filter(path -> use.credentials().stream().noneMatch(allowed -> isAllowed(allowed, category, path)))
                    .toList();
            if (!beyond.isEmpty()) {
                over.add(new CardNote(category.vct(), beyond));
            }
        }
        return over;
    }

    private static boolean isAllowed(CredentialCategory allowed, CredentialCategory asked, List<String> path) {
        return allowed.vct().equals(asked.vct()) && (path.equals(List.of("vct")) || allowed.covers(path));
    }

    private static PartyNote registered(RegistrationCertificate certificate) {
        return new PartyNote(certificate.name().byLanguage(), certificate.identifier(), certificate.country(),
                AccessSubject.registrar(certificate.compact()), certificate.erasureContact().orElse(null),
                certificate.supervisor().map(authority -> authority.name().byLanguage()).orElse(null));
    }

    private static PartyNote unregistered(AccessSubject subject, ValidatedAuthorizationRequest request) {
        return new PartyNote(Map.of("en", subject.name()),
                subject.identifiers().stream().findFirst().orElse(request.clientId().toString()),
                subject.country().orElse(null), null, null, null);
    }
}
