package org.amana.core.vp;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.dcql.DcqlProblem;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.VpProblem.InvalidParameter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters inside a Request Object, read in the order of OID4VP 1.0 sections 5.1 and 5.2. */
record RequestParameters(URI responseUri, String nonce, Optional<String> state, DcqlQuery dcqlQuery,
                         ResponseEncryption encryption, List<VerifierInfo> verifierInfo,
                         Optional<ExchangeTerms> exchange,
                         Optional<Instant> issuedAt, Optional<Instant> expiresAt) {
    private static final String URL_SAFE = "[A-Za-z0-9._~-]{1,512}";

    /**
     * Reads all of them or refuses.
     *
     * @throws ProblemException {@link VpProblem}
     */
    static RequestParameters read(ObjectNode claims, ClientId clientId, boolean loopbackHttp) {
        requireResponse(claims);
        URI responseUri = responseUri(claims, clientId, loopbackHttp);
        DcqlQuery query = query(claims);
        if (!(claims.get("client_metadata") instanceof ObjectNode metadata)) {
            throw refused(new VpProblem.NoEncryptionKey("client_metadata is required and is an object"));
        }
        ResponseEncryption encryption = ClientMetadata.encryption(metadata);
        if (!ClientMetadata.takesSdJwtVc(metadata)) {
            throw refused(new VpProblem.VpFormatsNotSupported());
        }
        return new RequestParameters(responseUri, nonce(claims), state(claims, query), query, encryption,
                verifierInfo(claims, query), exchange(claims, query), RequestObjectTimes.of(claims, "iat"),
                RequestObjectTimes.of(claims, "exp"));
    }

    private static void requireResponse(ObjectNode claims) {
        // response_type
        if (!"vp_token".equals(claims.path("response_type").asString(""))) {
            throw refused(new VpProblem.UnsupportedResponseType());
        }
        // response_mode
        if (!"direct_post.jwt".equals(claims.path("response_mode").asString(""))) {
            throw refused(new VpProblem.UnsupportedResponseMode());
        }
        // redirect_uri
        if (claims.has("redirect_uri")) {
            throw refused(new VpProblem.RedirectUriPresent());
        }
    }

    private static URI responseUri(ObjectNode claims, ClientId clientId, boolean loopbackHttp) {
        URI uri;
        try {
            uri = new URI(claims.path("response_uri").asString(""));
        } catch (URISyntaxException e) {
            throw new ProblemException(new VpProblem.InvalidResponseUri(), e);
        }
        if (!EndpointAddress.isAllowed(uri, loopbackHttp)) {
            throw refused(new VpProblem.InvalidResponseUri());
        }
        if (clientId.prefix() == ClientId.Prefix.X509_SAN_DNS && !clientId.value().equalsIgnoreCase(uri.getHost())) {
            throw refused(new VpProblem.ResponseUriHostMismatch());
        }
        return uri;
    }

    private static String nonce(ObjectNode claims) {
        JsonNode nonce = claims.path("nonce");
        if (!nonce.isString() || !nonce.stringValue().matches(URL_SAFE)) {
            throw refused(new VpProblem.InvalidNonce());
        }
        return nonce.stringValue();
    }

    private static Optional<String> state(ObjectNode claims, DcqlQuery query) {
        JsonNode state = claims.get("state");
        if (state == null) {
            if (query.credentials().stream().anyMatch(asked -> !asked.requireCryptographicHolderBinding())) {
                throw refused(new VpProblem.InvalidState("state is required when no holder binding is"));
            }
            return Optional.empty();
        }
        if (!state.isString() || !state.stringValue().matches(URL_SAFE)) {
            throw refused(new VpProblem.InvalidState("state must be 1 to 512 URL-safe characters"));
        }
        return Optional.of(state.stringValue());
    }

    private static DcqlQuery query(ObjectNode claims) {
        // whether a scope stands for a query is the wallet's to define, and ours defines none
        if (claims.has("dcql_query") && claims.has("scope")) {
            throw refused(new VpProblem.QueryMissing("dcql_query and scope exclude each other"));
        }
        if (!(claims.get("dcql_query") instanceof ObjectNode query)) {
            throw refused(new VpProblem.QueryMissing("dcql_query is required and is an object"));
        }
        try {
            return DcqlQuery.parse(query);
        } catch (ProblemException e) {
            throw e.problem() instanceof DcqlProblem cause
                    ? new ProblemException(new VpProblem.InvalidQuery(cause), e)
                    : e;
        }
    }

    /** {@code transaction_data} is of the one type that is known here, once, or the request is refused (section 5.1). */
    private static Optional<ExchangeTerms> exchange(ObjectNode claims, DcqlQuery query) {
        JsonNode data = claims.get("transaction_data");
        if (data == null) {
            return Optional.empty();
        }
        if (!data.isArray() || data.size() != 1 || !data.get(0).isString()
                || !ExchangeTerms.isTypeOf(data.get(0).stringValue())) {
            throw refused(new VpProblem.TransactionDataNotSupported());
        }
        try {
            ExchangeTerms terms = ExchangeTerms.parse(data.get(0).stringValue());
            if (query.credential(terms.credentialId()).isEmpty()) {
                throw refused(new VpProblem.TransactionDataNotSupported());
            }
            return Optional.of(terms);
        } catch (ProblemException e) {
            throw new ProblemException(new VpProblem.TransactionDataNotSupported(), e);
        }
    }

    /** Unknown formats are kept and ignored by whoever reads them; a broken structure is refused. */
    private static List<VerifierInfo> verifierInfo(ObjectNode claims, DcqlQuery query) {
        JsonNode info = claims.get("verifier_info");
        if (info == null) {
            return List.of();
        }
        if (!(info instanceof ArrayNode list) || list.isEmpty()) {
            throw refused(new InvalidParameter("verifier_info is a non-empty array"));
        }
        return list.valueStream().map(entry -> verifierInfo(entry, query)).toList();
    }

    private static VerifierInfo verifierInfo(JsonNode entry, DcqlQuery query) {
        JsonNode format = entry.path("format");
        JsonNode data = entry.path("data");
        JsonNode ids = entry.get("credential_ids");
        boolean valid = format.isString() && (data.isString() || data.isObject())
                && (ids == null || (ids.isArray() && !ids.isEmpty()
                        && ids.valueStream().allMatch(id -> query.credential(id.asString("")).isPresent())));
        if (!valid) {
            throw refused(new InvalidParameter(
                    "an entry of verifier_info has format, data and, if any, credential_ids of the query"));
        }
        return new VerifierInfo(format.stringValue(), data,
                ids == null ? List.of() : ids.valueStream().map(id -> id.asString("")).toList());
    }

    private static ProblemException refused(VpProblem problem) {
        return new ProblemException(problem);
    }
}
