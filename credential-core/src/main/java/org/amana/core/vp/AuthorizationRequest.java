package org.amana.core.vp;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.amana.core.problem.ErrorText;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.VpProblem.InvalidRequestUri;
import org.amana.core.vp.VpProblem.InvalidRequestUriMethod;
import org.amana.core.vp.VpProblem.MalformedLink;

/**
 * The link a wallet is invoked with: a QR code, a deep link or pasted text (OID4VP 1.0 section 5). It carries the
 * Request Object or says where it is; every other parameter beside them is ignored (RFC 9101 section 6.3).
 *
 * <pre>
 * openid4vp://?client_id=x509_hash%3AUvo3...&amp;request_uri=https%3A%2F%2F...&amp;request_uri_method=post
 * </pre>
 *
 * @param requestUri where the Request Object is fetched
 * @param requestObject the Request Object itself; exactly one of the two is present
 */
public record AuthorizationRequest(ClientId clientId, Optional<URI> requestUri, RequestUriMethod requestUriMethod,
                                   Optional<String> requestObject) {
    /** Longest link that is read, in characters. */
    public static final int MAX_LENGTH = 96 * 1024;

    public AuthorizationRequest {
        if (requestUri.isPresent() == requestObject.isPresent()) {
            throw new IllegalArgumentException("either request_uri or request");
        }
    }

    /**
     * Reads a link of any scheme: {@code openid4vp:}, {@code haip-vp:} or the https address of a wallet.
     *
     * @throws ProblemException {@link VpProblem}
     */
    public static AuthorizationRequest parse(String link) {
        Map<String, String> parameters = parameters(link);
        // client_id
        String client = Optional.ofNullable(parameters.get("client_id"))
                .orElseThrow(() -> new ProblemException(new MalformedLink("client_id is required")));
        ClientId clientId = ClientId.parse(client);
        // request, request_uri
        Optional<String> request = Optional.ofNullable(parameters.get("request"));
        Optional<String> requestUri = Optional.ofNullable(parameters.get("request_uri"));
        if (request.isEmpty() && requestUri.isEmpty()) {
            throw new ProblemException(new VpProblem.UnsignedRequest());
        }
        if (request.isPresent() && requestUri.isPresent()) {
            throw new ProblemException(new MalformedLink("request and request_uri exclude each other"));
        }
        // request_uri_method
        Optional<String> method = Optional.ofNullable(parameters.get("request_uri_method"));
        if (method.isPresent() && requestUri.isEmpty()) {
            throw new ProblemException(new MalformedLink("request_uri_method needs a request_uri"));
        }
        return new AuthorizationRequest(clientId, requestUri.map(AuthorizationRequest::uri),
                method.map(AuthorizationRequest::method).orElse(RequestUriMethod.GET), request);
    }

    /** The link to show as a QR code or a same-device button. */
    public static String link(ClientId clientId, URI requestUri, RequestUriMethod method) {
        return "openid4vp://?client_id=" + encoded(clientId.toString()) + "&request_uri="
                + encoded(requestUri.toString()) + "&request_uri_method=" + method.wireName();
    }

    private static RequestUriMethod method(String value) {
        return switch (value) {
            case "get" -> RequestUriMethod.GET;
            case "post" -> RequestUriMethod.POST;
            default -> throw new ProblemException(new InvalidRequestUriMethod(value));
        };
    }

    private static URI uri(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new ProblemException(new InvalidRequestUri(), e);
        }
    }

    /** By hand, because {@code openid4vp://?…} has no authority and is no URI to java.net. */
    private static Map<String, String> parameters(String link) {
        if (link.length() > MAX_LENGTH) {
            throw new ProblemException(new MalformedLink("the link is longer than " + MAX_LENGTH));
        }
        String trimmed = link.strip();
        int question = trimmed.indexOf('?');
        if (question < 0) {
            throw new ProblemException(new MalformedLink("the link has no parameters"));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : trimmed.substring(question + 1).replaceFirst("#.*", "").split("&", -1)) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (parameters.putIfAbsent(name, value) != null) {
                throw new ProblemException(new MalformedLink("parameter " + ErrorText.quote(name) + " stands twice"));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new MalformedLink("a parameter is not percent-encoded"), e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
