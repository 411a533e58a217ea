package org.amana.verifier.request;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.register.CredentialCategory;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.vp.ClientId;
import org.amana.core.vp.RequestObject;
import org.amana.core.vp.VerifierInfo;
import org.amana.support.settings.AmanaProperties;
import org.amana.verifier.answer.JobQuestion;
import org.amana.verifier.organisation.AccessKeys;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.RegisteredUse;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Begins a check: a nonce, an encryption key and an end of its own, and a request that asks for what the intended use
 * allows, all of it and nothing more.
 */
@Service
public class BeginCheck {
    private final Checks checks;
    private final RequestObjects objects;
    private final ResponseKeys responseKeys;
    private final AccessKeys accessKeys;
    private final RequestProperties properties;
    private final Clock clock;
    private final RandomGenerator random;
    private final URI baseUrl;

    BeginCheck(Checks checks, RequestObjects objects, ResponseKeys responseKeys, AccessKeys accessKeys,
            RequestProperties properties, Clock clock, RandomGenerator random, AmanaProperties amana) {
        this.checks = checks;
        this.objects = objects;
        this.responseKeys = responseKeys;
        this.accessKeys = accessKeys;
        this.properties = properties;
        this.clock = clock;
        this.random = random;
        this.baseUrl = amana.baseUrl();
    }

    /**
     * A fresh transaction; two visits of one poster never share one (OpenID4VP 1.0 section 14.2).
     *
     * @param question what the employer asks; absent when the request is for a diploma
     * @param browserSession hash of the cookie of the browser that begins; absent when the wallet is on another device
     */
    @Transactional
    public Check begin(Organisation organisation, RegisteredUse registered, Optional<JobQuestion> question,
                       Optional<String> browserSession) {
        return begin(organisation, registered, question, browserSession, Optional.empty());
    }

    /**
     * A check by which a person shows who they are at the source and agrees that it sends data; nothing of the card is
     * asked. Or one by which a guardian shows their mandate, and agrees for a person under age.
     */
    @Transactional
    public Check begin(Organisation organisation, RegisteredUse registered, ExchangeTerms terms) {
        return begin(organisation, registered, Optional.empty(), Optional.empty(), Optional.of(terms));
    }

    private Check begin(Organisation organisation, RegisteredUse registered, Optional<JobQuestion> question,
                        Optional<String> browserSession, Optional<ExchangeTerms> exchange) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        EphemeralKey key = EphemeralKey.generate();
        CheckId id = new CheckId(Token.fresh(random));
        Check check = new Check(id, new RequestId(Token.fresh(random)), organisation.id(), registered.use(), question,
                exchange, CheckState.WAITING, Token.fresh(random), Optional.of(responseKeys.seal(key, id)),
                browserSession,
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), now,
                end(exchange, now), Optional.empty());
        checks.insert(check);
        objects.insert(id, sign(organisation, check, key, registered), false);
        return check;
    }

    /** A guardian is seldom at the desk: the question to them can be fetched for as long as it can be answered. */
    private Instant end(Optional<ExchangeTerms> exchange, Instant now) {
        Instant last = now.plus(properties.answerFor());
        return exchange.filter(terms -> terms.ward().isPresent())
                .map(terms -> terms.until().isBefore(last) ? terms.until() : last)
                .orElseGet(() -> now.plus(properties.lifetime()));
    }

    private StoredRequestObject sign(Organisation organisation, Check check, EphemeralKey key,
                                     RegisteredUse registered) {
        SigningKey access = accessKeys.of(organisation);
        String state = Token.fresh(random);
        String jwt = new RequestObject(ClientId.x509Hash(access.chain().getFirst()),
                RequestAddresses.responseUri(baseUrl, check),
                check.nonce(), state, check.exchange().map(BeginCheck::query).orElseGet(() -> query(registered)),
                key.publicJwk(),
                List.of(VerifierInfo.registrationCertificate(registered.certificate())), check.exchange(),
                check.createdAt(),
                check.expiresAt(), Optional.empty()).sign(access);
        return new StoredRequestObject(state, RequestObject.hash(jwt), jwt);
    }

    private static DcqlQuery query(RegisteredUse registered) {
        return new DcqlQuery(registered.use().credentials().stream().map(BeginCheck::query).toList(), List.of());
    }

    private static DcqlQuery query(ExchangeTerms terms) {
        if (terms.ward().isPresent())
            return new DcqlQuery(List.of(CredentialQuery.sdJwtVc(terms.credentialId(), GuardianMandate.VCT,
                    paths(GuardianMandate.CLAIMS))), List.of());
        String vct = terms.categories().getFirst().vct();
        return new DcqlQuery(List.of(CredentialQuery.sdJwtVc(terms.credentialId(), vct, List.of())), List.of());
    }

    private static CredentialQuery query(CredentialCategory category) {
        String name = category.vct().substring(category.vct().lastIndexOf('/') + 1);
        return CredentialQuery.sdJwtVc(name.replaceAll("[^A-Za-z0-9_-]", "_"), category.vct(),
                paths(category.claims()));
    }

    private static List<ClaimPath> paths(List<List<String>> claims) {
        return claims.stream().map(path -> ClaimPath.of(path.toArray(String[]::new))).toList();
    }
}
