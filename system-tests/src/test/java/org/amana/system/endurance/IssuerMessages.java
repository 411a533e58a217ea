package org.amana.system.endurance;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amana.core.jose.DpopProof;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.key.EphemeralKey;
import org.amana.core.vci.CredentialIssuerIdentifier;
import org.amana.core.vci.CredentialOffer;
import org.amana.core.vci.KeyProofJwt;
import org.amana.core.vci.NonceValue;
import org.amana.core.vci.TokenRequest;
import org.amana.system.fault.Desks;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a wallet sends to the labour office (OpenID4VCI 1.0), with proofs that hold and a token that was really given. */
final class IssuerMessages {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String OFFICE = "/labour-office";
    private static final String TOKEN = OFFICE + "/oauth2/token";
    private static final String CREDENTIAL = OFFICE + "/credential";

    private final HttpClient http = HttpClient.newHttpClient();
    private final EphemeralKey key = EphemeralKey.generate();
    private final URI issuer;
    private final String reference;
    private final Message tokenRequest;
    private final String accessToken;

    /** Redeems the offer. */
    IssuerMessages(URI issuer, Desks.Offer offer) {
        this.issuer = issuer;
        String address = URLDecoder.decode(offer.link().substring(offer.link().indexOf('=') + 1),
                StandardCharsets.UTF_8);
        this.reference = address.substring(address.lastIndexOf('/') + 1);
        CredentialOffer read = CredentialOffer.parse(json(HttpRequest.newBuilder(URI.create(address)).GET()));
        String form = new TokenRequest(read.preAuthorizedCode().orElseThrow().code(), Optional.of(offer.txCode()),
                Optional.empty()).parameters()
                .entrySet()
                .stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        this.tokenRequest = Message.form(issuer, TOKEN, form);
        this.accessToken = json(HttpRequest.newBuilder(URI.create(issuer + TOKEN))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("DPoP", dpop(TOKEN, Optional.empty()))
                .POST(HttpRequest.BodyPublishers.ofString(form))).path("access_token").asString();
    }

    String reference() {
        return reference;
    }

    Message token() {
        return tokenRequest.with("DPoP", dpop(TOKEN, Optional.empty()));
    }

    /** Good for one card, with a fresh nonce and a fresh DPoP proof. */
    Message credential() {
        String nonce = json(HttpRequest.newBuilder(URI.create(issuer + OFFICE + "/nonce"))
                .POST(HttpRequest.BodyPublishers.noBody())).path("c_nonce").asString();
        EphemeralKey holder = EphemeralKey.generate();
        String input = KeyProofJwt.signingInput(holder.publicJwk(), new CredentialIssuerIdentifier(issuer + OFFICE),
                Optional.of(new NonceValue(nonce)), Clock.systemUTC().instant());
        String proof = JwsSigner.assemble(input, holder.sign(input.getBytes(StandardCharsets.US_ASCII)));
        return Message.json(issuer, CREDENTIAL,
                "{\"credential_configuration_id\":\"right-to-work\",\"proofs\":{\"jwt\":[\"" + proof + "\"]}}")
                .with("Authorization", "DPoP " + accessToken)
                .with("DPoP", dpop(CREDENTIAL, Optional.of(accessToken)));
    }

    static String publicKey() {
        return Jwks.toMinimalJson(EphemeralKey.generate().publicJwk()).toString();
    }

    private String dpop(String path, Optional<String> token) {
        return DpopProof.create(key, "POST", URI.create(issuer + path), Optional.empty(), token, Clock.systemUTC(),
                new SecureRandom());
    }

    private ObjectNode json(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return (ObjectNode) JSON.readTree(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
