package org.amana.verifier.request;

import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.amana.core.jose.JwsSigner;
import org.amana.core.key.SigningKey;
import org.amana.core.vp.RequestObject;
import org.amana.verifier.organisation.AccessKeys;
import org.amana.verifier.organisation.Organisation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands out the signed request, as often as a wallet asks, until it is answered or its time is over; one about an exchange
 * to one wallet, see {@link HandOutOnce}.
 */
@Service
public class HandOutRequest {
    /** Forms with a {@code wallet_nonce} that are signed for one check: each costs a signature and a row. */
    static final int MAX_WALLET_NONCES = 8;
    private static final Pattern WALLET_NONCE = Pattern.compile("[\\x21-\\x7E]{1,512}");
    private final Checks checks;
    private final RequestObjects objects;
    private final HandOutOnce once;
    private final AccessKeys accessKeys;
    private final Clock clock;
    private final RandomGenerator random;

    HandOutRequest(Checks checks, RequestObjects objects, HandOutOnce once, AccessKeys accessKeys, Clock clock,
            RandomGenerator random) {
        this.checks = checks;
        this.objects = objects;
        this.once = once;
        this.accessKeys = accessKeys;
        this.clock = clock;
        this.random = random;
    }

    /** The request object; empty when there is no such request any more. */
    public Optional<String> get(Organisation organisation, String requestId) {
        return waiting(organisation, requestId).flatMap(check -> check.exchange().isPresent()
                ? once.take(organisation, check, Optional.empty())
                : objects.plain(check.id()).map(StoredRequestObject::jwt));
    }

    /**
     * The request object with the wallet's own nonce in it (OpenID4VP 1.0 section 5.10).
     *
     * @return empty when there is no such request any more, the nonce is malformed, or too many were asked for
     */
    @Transactional
    public Optional<String> post(Organisation organisation, String requestId, String walletNonce) {
        Optional<Check> asked = waiting(organisation, requestId)
                .filter(check -> WALLET_NONCE.matcher(walletNonce).matches());
        if (asked.flatMap(Check::exchange).isPresent())
            return once.take(organisation, asked.get(), Optional.of(walletNonce));
        return asked.filter(check -> objects.of(check.id()).size() <= MAX_WALLET_NONCES)
                .flatMap(check -> objects.plain(check.id()).map(plain -> {
                    String state = Token.fresh(random);
                    ObjectNode claims = plain.claims().put("state", state).put("wallet_nonce", walletNonce);
                    SigningKey key = accessKeys.of(organisation);
                    String jwt = JwsSigner.sign(key, JwsSigner.header(RequestObject.TYP, key), claims);
                    objects.insert(check.id(), new StoredRequestObject(state, RequestObject.hash(jwt), jwt), true);
                    return jwt;
                }));
    }

    private Optional<Check> waiting(Organisation organisation, String requestId) {
        return checks.findByRequest(organisation.id(), requestId)
                .filter(check -> check.stateAt(clock.instant()) == CheckState.WAITING);
    }
}
