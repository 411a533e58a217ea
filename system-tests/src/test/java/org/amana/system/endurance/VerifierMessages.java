package org.amana.system.endurance;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.core.jose.ContentEncryption;
import org.amana.core.jose.JweBox;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.system.fault.Desks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a wallet sends to the bakery (OpenID4VP 1.0): well-formed and encrypted to the request's own key. */
final class VerifierMessages {

    private static final Pattern REQUEST_URI = Pattern.compile("request_uri=([^&]+)");
    private static final int MAX_BYTES = 1_000_000;

    private final URI verifier;
    private final String requestPath;
    private final String responsePath;
    private final JsonNode request;

    private VerifierMessages(URI verifier, String requestPath, String responsePath, JsonNode request) {
        this.verifier = verifier;
        this.requestPath = requestPath;
        this.responsePath = responsePath;
        this.request = request;
    }

    /** Fetches the request object of a check. */
    static VerifierMessages of(URI verifier, Desks.Check check) {
        Matcher uri = REQUEST_URI.matcher(check.request());
        if (!uri.find()) {
            throw new IllegalStateException("no request_uri in " + check.request());
        }
        String path = URI.create(URLDecoder.decode(uri.group(1), StandardCharsets.UTF_8)).getRawPath();
        try {
            String jwt = Wire.send(Message.get(verifier, path)).body();
            Matcher compact = Pattern.compile("eyJ[\\w.-]+").matcher(jwt);
            if (!compact.find()) {
                throw new IllegalStateException("no request object: " + jwt);
            }
            ObjectNode request = UnverifiedJws.parse(compact.group(), MAX_BYTES).claims();
            return new VerifierMessages(verifier, path,
                    URI.create(request.path("response_uri").asString()).getRawPath(),
                    request);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Message> all() {
        List<Message> all = new ArrayList<>();
        all.add(Message.get(verifier, requestPath));
        all.add(Message.form(verifier, requestPath, "wallet_nonce=qPmxiNFCR3QTm19POc8u&wallet_metadata=%7B%7D"));
        String state = request.path("state").asString();
        String query = request.at("/dcql_query/credentials/0/id").asString();
        all.add(response(
                "{\"state\":\"" + state + "\",\"vp_token\":{\"" + query + "\":[\"eyJhIjoxfQ.eyJiIjoyfQ.AA~eyJj~\"]}}"));
        all.add(response(
                "{\"state\":\"" + state + "\",\"vp_token\":{\"" + query + "\":[" + "[".repeat(50) + "]".repeat(50)
                        + "]}}"));
        all.add(response("{\"state\":7,\"vp_token\":\"\\u0000\"}"));
        all.add(response("{\"error\":\"access_denied\",\"state\":[]}"));
        all.add(Message.form(verifier, responsePath, "error=access_denied&error_description=no&state=wrong"));
        all.add(Message.post(verifier, "/harbour-bakery/codes", "application/x-www-form-urlencoded",
                "code=000000005724&wallet_nonce=AAAAAAAAAAAAAAAAAAAAAA"));
        all.add(Message.post(verifier, "/harbour-bakery/notices", "application/jwt", "eyJhIjoxfQ.eyJiIjoyfQ.AAAA"));
        return all;
    }

    private Message response(String payload) {
        var recipient = Jwks.parsePublicEcKey(request.at("/client_metadata/jwks/keys/0"));
        String jwe = JweBox.encrypt(StrictJson.parseObject(payload.getBytes(StandardCharsets.UTF_8), MAX_BYTES),
                recipient,
                ContentEncryption.A256GCM);
        return Message.form(verifier, responsePath, "response=" + jwe);
    }
}
