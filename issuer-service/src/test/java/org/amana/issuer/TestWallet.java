package org.amana.issuer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.jose.DpopProof;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.vci.AuthorizationServerMetadata;
import org.amana.core.vci.CredentialConfigurationId;
import org.amana.core.vci.CredentialIssuerMetadata;
import org.amana.core.vci.CredentialOffer;
import org.amana.core.vci.CredentialOfferLink;
import org.amana.core.vci.CredentialRequest;
import org.amana.core.vci.KeyProofJwt;
import org.amana.core.vci.NonceResponse;
import org.amana.core.vci.NonceValue;
import org.amana.core.vci.TokenRequest;
import org.amana.core.vci.TokenResponse;
import tools.jackson.databind.node.ObjectNode;

/** A wallet of a few lines: each step can be taken alone, and spoiled. */
final class TestWallet {
    final Http http = new Http();
    final EphemeralKey dpopKey = EphemeralKey.generate();
    final CredentialOffer offer;
    final CredentialIssuerMetadata metadata;
    final AuthorizationServerMetadata server;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Reads the offer and both metadata documents. */
    TestWallet(String link, Clock clock) {
        this.clock = clock;
        offer = CredentialOfferLink.parse(link).resolve(http);
        metadata = CredentialIssuerMetadata.fetch(http, offer.credentialIssuer());
        server = AuthorizationServerMetadata.fetch(http, metadata.authorizationServer());
    }

    CredentialConfigurationId configuration() {
        return offer.credentialConfigurationIds().getFirst();
    }

    /** A token request with a good DPoP proof. */
    HttpAnswer requestToken(String txCode) {
        return http.exchange(tokenRequest(txCode));
    }

    HttpQuestion tokenRequest(String txCode) {
        var grant = offer.preAuthorizedCode().orElseThrow();
        var request = new TokenRequest(grant.code(), Optional.of(txCode), Optional.empty());
        return HttpQuestion.postForm(server.tokenEndpoint(), request.parameters())
                .withHeader("DPoP", dpop(server.tokenEndpoint(), Optional.empty()));
    }

    String token(String txCode) {
        return TokenResponse.parse(requestToken(txCode)).accessToken();
    }

    NonceValue nonce() {
        return NonceResponse.parse(http.exchange(HttpQuestion.post(metadata.nonceEndpoint().orElseThrow(), "text/plain",
                new byte[0]))).nonce();
    }

    List<EphemeralKey> newKeys(int count) {
        return Stream.generate(EphemeralKey::generate).limit(count).toList();
    }

    /** Proofs for the keys with one nonce. */
    List<String> proofs(List<EphemeralKey> keys, NonceValue nonce) {
        var proofs = new ArrayList<String>();
        for (EphemeralKey key : keys) {
            proofs.add(proof(key, nonce, _ -> {}, _ -> {}));
        }
        return proofs;
    }

    String proof(EphemeralKey key, NonceValue nonce, Consumer<ObjectNode> header, Consumer<ObjectNode> claims) {
        ObjectNode jose = JwsSigner.header(KeyProofJwt.TYP);
        jose.set("jwk", Jwks.toMinimalJson(key.publicJwk()));
        ObjectNode body = StrictJson.object()
                .put("aud", offer.credentialIssuer().value())
                .put("iat", clock.instant().getEpochSecond())
                .put("nonce", nonce.value());
        header.accept(jose);
        claims.accept(body);
        return JwsSigner.sign(key, jose, body);
    }

    /** A credential request with a good DPoP proof. */
    HttpAnswer requestCredentials(String token, List<String> proofs) {
        return requestCredentials(token, CredentialRequest.forConfiguration(configuration(), proofs).toJson());
    }

    HttpAnswer requestCredentials(String token, ObjectNode body) {
        return http.exchange(credentialRequest(token, body));
    }

    HttpQuestion credentialRequest(String token, ObjectNode body) {
        return credentialRequest(token, "application/json", StrictJson.write(body).getBytes(StandardCharsets.UTF_8));
    }

    HttpQuestion credentialRequest(String token, String contentType, byte[] body) {
        return HttpQuestion.post(metadata.credentialEndpoint(), contentType, body)
                .withMaxAnswerBytes(4 * 1024 * 1024)
                .withHeader("Authorization", "DPoP " + token)
                .withHeader("DPoP", dpop(metadata.credentialEndpoint(), Optional.of(token)));
    }

    String dpop(URI address, Optional<String> token) {
        return dpop(address, token, Optional.empty());
    }

    String dpop(URI address, Optional<String> token, Optional<String> nonce) {
        return DpopProof.create(dpopKey, "POST", address, nonce, token, clock, random);
    }
}
