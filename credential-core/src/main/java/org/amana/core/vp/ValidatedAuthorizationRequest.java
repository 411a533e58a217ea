package org.amana.core.vp;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.trust.ValidatedChain;

/**
 * A request whose sender is known and whose every parameter was checked; made by {@link ReceiveAuthorizationRequest}
 * alone. Whether the sender may ask for this is for the registration certificate and the person to say.
 */
public final class ValidatedAuthorizationRequest {
    private final ClientId clientId;
    private final ValidatedChain accessCertificate;
    private final RequestParameters parameters;
    private final String requestObject;

    ValidatedAuthorizationRequest(ClientId clientId, ValidatedChain accessCertificate, RequestParameters parameters,
            String requestObject) {
        this.clientId = clientId;
        this.accessCertificate = accessCertificate;
        this.parameters = parameters;
        this.requestObject = requestObject;
    }

    /** The audience of presentations, prefix included. */
    public ClientId clientId() {
        return clientId;
    }

    /** Who asks, certified for access. */
    public ValidatedChain accessCertificate() {
        return accessCertificate;
    }

    /** Where the answer is posted. */
    public URI responseUri() {
        return parameters.responseUri();
    }

    public String nonce() {
        return parameters.nonce();
    }

    public Optional<String> state() {
        return parameters.state();
    }

    public DcqlQuery dcqlQuery() {
        return parameters.dcqlQuery();
    }

    public ResponseEncryption encryption() {
        return parameters.encryption();
    }

    /** Attestations about the Verifier, not verified; empty for an unregistered one. */
    public List<VerifierInfo> verifierInfo() {
        return parameters.verifierInfo();
    }

    /** What another authority is to send to whoever asks; most requests name nothing of the kind. */
    public Optional<ExchangeTerms> exchange() {
        return parameters.exchange();
    }

    public Optional<Instant> issuedAt() {
        return parameters.issuedAt();
    }

    /** After this the request must not be answered. */
    public Optional<Instant> expiresAt() {
        return parameters.expiresAt();
    }

    /** The signed request object as received. */
    public String requestObject() {
        return requestObject;
    }

    /** base64url SHA-256 of the request object; consent, receipt and what the verifier keeps are linked by it. */
    public String requestHash() {
        return RequestObject.hash(requestObject);
    }
}
