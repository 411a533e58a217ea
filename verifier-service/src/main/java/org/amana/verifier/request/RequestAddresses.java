package org.amana.verifier.request;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The addresses of one check: for its wallet, and for the link that opens a wallet. */
public final class RequestAddresses {

    private RequestAddresses() {}

    /** {@code {base}/{organisation}/oid4vp/requests/{id}}. */
    static URI requestUri(URI baseUrl, Check check) {
        return URI.create(baseUrl + "/" + check.organisation() + "/oid4vp/requests/" + check.requestId());
    }

    /** {@code {base}/{organisation}/oid4vp/responses/{id}}. */
    static URI responseUri(URI baseUrl, Check check) {
        return URI.create(baseUrl + "/" + check.organisation() + "/oid4vp/responses/" + check.requestId());
    }

    /**
     * The request as any wallet takes it (OpenID4VP 1.0 section 5.10).
     *
     * <pre>
     * openid4vp://?client_id=x509_hash%3A…&amp;request_uri=https%3A%2F%2F…&amp;request_uri_method=get
     * </pre>
     *
     * A wallet that says a nonce of its own may fetch a question about an exchange again, so it is asked to.
     */
    public static String link(URI baseUrl, Check check, StoredRequestObject object) {
        return "openid4vp://?client_id=" + encoded(object.clientId()) + "&request_uri="
                + encoded(requestUri(baseUrl, check).toString())
                + (check.exchange().isPresent() ? "&request_uri_method=post" : "&request_uri_method=get");
    }

    /** The same request for the wallet of this node, in a language of its pages. */
    public static String walletLink(URI wallet, String language, String link) {
        return wallet + "/" + language + "/request?uri=" + encoded(link);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
