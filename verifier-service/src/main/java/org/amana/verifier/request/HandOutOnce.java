package org.amana.verifier.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.jose.JwsSigner;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.vp.RequestObject;
import org.amana.verifier.organisation.AccessKeys;
import org.amana.verifier.organisation.Organisation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands out a question about an exchange to one wallet, which then has days to answer. Nonce, state and the key that the
 * answer is encrypted to are made at that moment and go to nobody else, so a code that was photographed, or a link that was
 * passed on, is worth nothing once the person's wallet has it.
 */
@Service
class HandOutOnce {
    /** 128 bits in base64url: a shorter nonce could be guessed by another wallet. */
    private static final int LEAST_NONCE_LENGTH = 22;
    private final CheckFetches fetches;
    private final RequestObjects objects;
    private final ResponseKeys responseKeys;
    private final AccessKeys accessKeys;
    private final RequestProperties properties;
    private final Clock clock;
    private final RandomGenerator random;

    HandOutOnce(CheckFetches fetches, RequestObjects objects, ResponseKeys responseKeys, AccessKeys accessKeys,
            RequestProperties properties, Clock clock, RandomGenerator random) {
        this.fetches = fetches;
        this.objects = objects;
        this.responseKeys = responseKeys;
        this.accessKeys = accessKeys;
        this.properties = properties;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The request object, for the first who asks; the same again for a wallet that says its nonce again, as one does whose
     * connection broke.
     *
     * @return empty when another wallet has it
     */
    @Transactional
    public Optional<String> take(Organisation organisation, Check check, Optional<String> walletNonce) {
        if (check.takenAt().isPresent())
            return walletNonce.flatMap(nonce -> again(check, nonce));
        return objects.plain(check.id()).flatMap(plain -> first(organisation, check, plain, walletNonce));
    }

    private Optional<String> first(Organisation organisation, Check check, StoredRequestObject plain,
                                   Optional<String> walletNonce) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = until(check, now);
        EphemeralKey key = EphemeralKey.generate();
        String nonce = Token.fresh(random);
        String state = Token.fresh(random);
        if (!fetches.take(check.id(), nonce, responseKeys.seal(key, check.id()), until, clock.instant()))
            return Optional.empty();
        ObjectNode claims = plain.claims().put("nonce", nonce).put("state", state);
        claims.set("client_metadata", RequestObject.clientMetadata(key.publicJwk()));
        walletNonce.ifPresent(posted -> claims.put("wallet_nonce", posted));
        claims.put("iat", now.getEpochSecond()).put("exp", until.getEpochSecond());
        SigningKey access = accessKeys.of(organisation);
        String jwt = JwsSigner.sign(access, JwsSigner.header(RequestObject.TYP, access), claims);
        objects.replace(check.id(), new StoredRequestObject(state, RequestObject.hash(jwt), jwt),
                walletNonce.isPresent());
        return Optional.of(jwt);
    }

    private Instant until(Check check, Instant now) {
        if (check.exchange().flatMap(ExchangeTerms::ward).isPresent())
            return check.expiresAt();
        Instant until = now.plus(properties.answerFor());
        return check.exchange().map(ExchangeTerms::until).filter(until::isAfter).orElse(until);
    }

    private Optional<String> again(Check check, String nonce) {
        return nonce.length() < LEAST_NONCE_LENGTH
                ? Optional.empty()
                : objects.of(check.id())
                        .stream()
                        .filter(form -> isSame(form.claims().path("wallet_nonce").asString(""), nonce))
                        .map(StoredRequestObject::jwt)
                        .findFirst();
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.US_ASCII),
                other.getBytes(StandardCharsets.US_ASCII));
    }
}
