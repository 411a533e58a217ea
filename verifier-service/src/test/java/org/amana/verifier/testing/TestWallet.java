package org.amana.verifier.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amana.core.dcql.ClaimsQuery;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.jose.ContentEncryption;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.sdjwt.KeyBindingJwt;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.vp.AuthorizationResponse;
import org.amana.core.vp.RequestObject;
import org.amana.core.vp.ResponseEncryption;
import org.amana.core.vp.VpToken;
import tools.jackson.databind.node.ObjectNode;

/** A wallet that answers requests correctly, in steps that a test can spoil one at a time. */
public final class TestWallet {
    public final EphemeralKey holder = EphemeralKey.generate();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Clock clock;

    public TestWallet(Clock clock) {
        this.clock = clock;
    }

    /** A request object as fetched, with what a wallet needs of it. */
    public record Request(String jwt) {
        public ObjectNode claims() {
            return UnverifiedJws.parse(jwt, RequestObject.MAX_BYTES).claims();
        }

        public DcqlQuery query() {
            return DcqlQuery.parse((ObjectNode) claims().get("dcql_query"));
        }

        public String text(String claim) {
            return claims().get(claim).asString();
        }

        public ResponseEncryption encryption() {
            return new ResponseEncryption(Jwks.parsePublicEcKey(claims().at("/client_metadata/jwks/keys/0")),
                    ContentEncryption.A256GCM);
        }
    }

    /** Fetches the request of an {@code openid4vp://} link. */
    public Request fetch(String link) throws Exception {
        return new Request(send(HttpRequest.newBuilder(requestUri(link)).build()).body());
    }

    public static URI requestUri(String link) {
        Map<String, String> query = Arrays.stream(link.substring(link.indexOf('?') + 1).split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return URI.create(String.valueOf(query.get("request_uri")));
    }

    /** The asked claims of a credential with a KB-JWT for the request. */
    public String present(String credential, Request request) {
        CredentialQuery asked = request.query().credentials().getFirst();
        return present(credential, request, asked.claims().stream().map(ClaimsQuery::path).toList());
    }

    public String present(String credential, Request request, List<org.amana.core.sdjwt.ClaimPath> paths) {
        return bind(UnverifiedSdJwtVc.parse(credential).select(paths), request);
    }

    public String bind(UnverifiedSdJwtVc selected, Request request) {
        return KeyBindingJwt.present(selected, request.text("client_id"), request.text("nonce"), clock.instant(),
                holder);
    }

    /** A VP Token for the one query of the request. */
    public static VpToken vpToken(Request request, String presentation) {
        return VpToken.of(request.query().credentials().getFirst().id(), presentation);
    }

    public static String encrypted(Request request, VpToken vpToken) {
        return AuthorizationResponse.encrypt(vpToken, Optional.of(request.text("state")), request.encryption());
    }

    /** Presents correctly and posts. */
    public HttpResponse<String> answer(Request request, String credential) throws Exception {
        return post(request, encrypted(request, vpToken(request, present(credential, request))));
    }

    /** Posts a {@code response} to {@code response_uri}. */
    public HttpResponse<String> post(Request request, String response) throws Exception {
        return postForm(request.text("response_uri"), "response=" + response);
    }

    public HttpResponse<String> postForm(String uri, String form) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    public HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public static ObjectNode json(HttpResponse<String> response) {
        return StrictJson.parseObject(response.body(), 256 * 1024);
    }
}
