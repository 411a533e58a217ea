package org.amana.verifier.request;

import java.util.List;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.vp.RequestObject;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as it was signed and handed out. What was asked is read from it again when the answer comes, so the two
 * cannot differ.
 *
 * @param state comes back in the answer and tells which form of the request it answers
 * @param requestHash SHA-256 of the JWT, base64url
 * @param jwt compact JWS
 */
public record StoredRequestObject(String state, String requestHash, String jwt) {

    ObjectNode claims() {
        return UnverifiedJws.parse(jwt, RequestObject.MAX_BYTES).claims();
    }

    /** The full client identifier: audience of the presentation. */
    public String clientId() {
        return claims().path("client_id").asString();
    }

    public String nonce() {
        return claims().path("nonce").asString();
    }

    /** What the key binding must be over beside the card; none for most requests. */
    public List<String> transactionData() {
        return claims().path("transaction_data").valueStream().map(one -> one.asString("")).toList();
    }

    public DcqlQuery query() {
        return DcqlQuery.parse((ObjectNode) claims().path("dcql_query"));
    }
}
