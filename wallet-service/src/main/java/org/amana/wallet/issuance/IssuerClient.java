package org.amana.wallet.issuance;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.jose.DpopProof;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.CredentialConfigurationId;
import org.amana.core.vci.CredentialOffer;
import org.amana.core.vci.CredentialRequest;
import org.amana.core.vci.CredentialResponse;
import org.amana.core.vci.NonceResponse;
import org.amana.core.vci.NonceValue;
import org.amana.core.vci.PreAuthorizedCode;
import org.amana.core.vci.TokenRequest;
import org.amana.core.vci.TokenResponse;
import org.amana.core.vci.VciProblem.InvalidIssuerAnswer;
import org.amana.wallet.issuance.Issuance.Grant;
import org.amana.wallet.issuance.Issuance.Wanted;
import org.springframework.stereotype.Component;

/** Talks to an issuer: token, nonce and credential endpoint, each call with a DPoP proof (RFC 9449) where it counts. */
@Component
class IssuerClient {

    private static final String CLIENT_ID = "amana-wallet";

    private final HttpPeer peer;
    private final Clock clock;
    private final RandomGenerator random;

    IssuerClient(HttpPeer peer, Clock clock, RandomGenerator random) {
        this.peer = peer;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Redeems the code of the offer (OpenID4VCI 1.0 section 6.1) for a token bound to a key made for this issuance.
     *
     * @throws ProblemException {@link org.amana.core.vci.VciProblem}, {@link org.amana.core.http.PeerProblem}
     */
    Grant token(Issuance issuance, Optional<String> txCode) {
        PreAuthorizedCode code = CredentialOffer.parse(issuance.offer()).preAuthorizedCode().orElseThrow().code();
        Optional<String> clientId = issuance.anonymous() ? Optional.empty() : Optional.of(CLIENT_ID);
        EphemeralKey key = EphemeralKey.generate();
        HttpQuestion question = HttpQuestion.postForm(URI.create(issuance.tokenEndpoint()),
                new TokenRequest(code, txCode, clientId).parameters()).withHeader("Accept", "application/json");
        TokenResponse token = TokenResponse.parse(exchange(question, key, Optional.empty()));
        if (!token.isDpopBound()) {
            throw new ProblemException(new InvalidIssuerAnswer("the access token is not bound to the wallet's key"));
        }
        Map<String, List<String>> identifiers = new HashMap<>();
        token.credentialIdentifiers().forEach((id, values) -> identifiers.put(id.value(), values));
        return new Grant(token.accessToken(), key.toJwk(), identifiers);
    }

    /** A fresh nonce for key proofs (section 7); empty where the issuer has no nonce endpoint. */
    Optional<NonceValue> nonce(Issuance issuance) {
        String endpoint = issuance.nonceEndpoint();
        return endpoint == null
                ? Optional.empty()
                : Optional.of(NonceResponse.parse(peer.exchange(
                        HttpQuestion.post(URI.create(endpoint), "application/x-www-form-urlencoded", new byte[0])
                                .withHeader("Accept", "application/json")))
                        .nonce());
    }

    /** Asks for a batch (section 8.2): one credential for each proof. */
    CredentialResponse credentials(Issuance issuance, Grant grant, Wanted wanted, List<String> proofs) {
        List<String> identifiers = grant.identifiers().getOrDefault(wanted.configurationId(), List.of());
        CredentialRequest request = identifiers.isEmpty()
                ? CredentialRequest.forConfiguration(new CredentialConfigurationId(wanted.configurationId()), proofs)
                : new CredentialRequest(new CredentialRequest.Subject.ByIdentifier(identifiers.getFirst()), proofs);
        HttpQuestion question = HttpQuestion
                .postJson(URI.create(issuance.credentialEndpoint()), request.toJson())
                .withHeader("Accept", "application/json")
                .withHeader("Authorization", "DPoP " + grant.accessToken())
                .withMaxAnswerBytes(CredentialResponse.MAX_BYTES);
        return CredentialResponse.parse(
                exchange(question, EphemeralKey.fromJwk(grant.dpopKey()), Optional.of(grant.accessToken())),
                proofs.size());
    }

    /** Asks, and once more when the server wants its nonce in the proof (RFC 9449 sections 8 and 9). */
    private HttpAnswer exchange(HttpQuestion question, EphemeralKey key, Optional<String> token) {
        HttpAnswer answer = peer.exchange(question.withHeader("DPoP", proof(question, key, Optional.empty(), token)));
        Optional<String> nonce = answer.header("DPoP-Nonce");
        return nonce.isPresent() && wantsNonce(answer)
                ? peer.exchange(question.withHeader("DPoP", proof(question, key, nonce, token)))
                : answer;
    }

    private String proof(HttpQuestion question, EphemeralKey key, Optional<String> nonce, Optional<String> token) {
        return DpopProof.create(key, question.method(), question.uri(), nonce, token, clock, random);
    }

    private static boolean wantsNonce(HttpAnswer answer) {
        if (answer.status() == 401) {
            return answer.header("WWW-Authenticate").orElse("").contains("use_dpop_nonce");
        }
        if (answer.status() != 400) {
            return false;
        }
        try {
            return StrictJson.parseObject(answer.body(), 64 * 1024).path("error").asString("").equals("use_dpop_nonce");
        } catch (ProblemException e) {
            return false;
        }
    }
}
