package org.amana.core.vci;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.VciProblem.InvalidCredentialOffer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Credential Offer (OpenID4VCI 1.0 section 4.1.1). Unknown parameters and grants are ignored, as the section says.
 *
 * <pre>
 * {"credential_issuer":"https://issuer.example/labour-office",
 *  "credential_configuration_ids":["right-to-work"],
 *  "grants":{"urn:ietf:params:oauth:grant-type:pre-authorized_code":{"pre-authorized_code":"…","tx_code":{…}}}}
 * </pre>
 *
 * @param credentialConfigurationIds at least one, each once
 */
public record CredentialOffer(CredentialIssuerIdentifier credentialIssuer,
                              List<CredentialConfigurationId> credentialConfigurationIds,
                              Optional<PreAuthorizedCodeGrant> preAuthorizedCode,
                              Optional<AuthorizationCodeGrant> authorizationCode) {
    /** Largest accepted offer object, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;
    private static final String AUTHORIZATION_CODE = "authorization_code";

    /**
     * Parameters of the pre-authorized code grant.
     *
     * @param txCode present when the person must type a transaction code, even if nothing is said about its form
     */
    public record PreAuthorizedCodeGrant(PreAuthorizedCode code, Optional<TransactionCode> txCode,
                                         Optional<String> authorizationServer) {
        /** The grant type identifier at the token endpoint. */
        public static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
    }

    /** Parameters of the authorization code grant. */
    public record AuthorizationCodeGrant(Optional<String> issuerState, Optional<String> authorizationServer) {}

    public CredentialOffer {
        credentialConfigurationIds = List.copyOf(credentialConfigurationIds);
        if (credentialConfigurationIds.isEmpty()
                || new HashSet<>(credentialConfigurationIds).size() != credentialConfigurationIds.size()) {
            throw new IllegalArgumentException("an offer names at least one configuration, each once");
        }
    }

    /**
     * Parses an offer object.
     *
     * @throws ProblemException {@link InvalidCredentialOffer}, {@link org.amana.core.json.JsonProblem}
     */
    public static CredentialOffer parse(byte[] json) {
        return parse(StrictJson.parseObject(json, MAX_BYTES));
    }

    /** As {@link #parse(byte[])}, of a parsed object. */
    public static CredentialOffer parse(ObjectNode json) {
        var members = new Members(json, "credential offer", InvalidCredentialOffer::new);
        CredentialIssuerIdentifier issuer = issuer(members);
        List<CredentialConfigurationId> ids = members.strings("credential_configuration_ids")
                .stream()
                .map(id -> configurationId(members, id))
                .toList();
        Optional<ObjectNode> grants = members.optionalObject("grants");
        var grantMembers = new Members(grants.orElseGet(StrictJson::object), "grants", InvalidCredentialOffer::new);
        return new CredentialOffer(issuer, ids,
                grantMembers.optionalObject(PreAuthorizedCodeGrant.GRANT_TYPE).map(CredentialOffer::preAuthorized),
                grantMembers.optionalObject(AUTHORIZATION_CODE).map(CredentialOffer::authorization));
    }

    /** The wire form. */
    public ObjectNode toJson() {
        ObjectNode json = StrictJson.object().put("credential_issuer", credentialIssuer.value());
        var ids = json.putArray("credential_configuration_ids");
        credentialConfigurationIds.forEach(id -> ids.add(id.value()));
        ObjectNode grants = json.putObject("grants");
        preAuthorizedCode.ifPresent(grant -> {
            ObjectNode object = grants.putObject(PreAuthorizedCodeGrant.GRANT_TYPE)
                    .put("pre-authorized_code", grant.code().value());
            grant.txCode().ifPresent(txCode -> object.set("tx_code", txCode.toJson()));
            grant.authorizationServer().ifPresent(server -> object.put("authorization_server", server));
        });
        authorizationCode.ifPresent(grant -> {
            ObjectNode object = grants.putObject(AUTHORIZATION_CODE);
            grant.issuerState().ifPresent(state -> object.put("issuer_state", state));
            grant.authorizationServer().ifPresent(server -> object.put("authorization_server", server));
        });
        return json;
    }

    private static CredentialIssuerIdentifier issuer(Members members) {
        String value = members.string("credential_issuer");
        try {
            return new CredentialIssuerIdentifier(value);
        } catch (ProblemException e) {
            throw new ProblemException(new InvalidCredentialOffer(e.problem().detail()), e);
        }
    }

    private static CredentialConfigurationId configurationId(Members members, String id) {
        if (id.length() > 200) {
            throw members.wrong("credential_configuration_ids", "identifiers of at most 200 characters");
        }
        return new CredentialConfigurationId(id);
    }

    private static PreAuthorizedCodeGrant preAuthorized(ObjectNode json) {
        var members = new Members(json, "pre-authorized code grant", InvalidCredentialOffer::new);
        String code = members.string("pre-authorized_code");
        if (code.length() > 1_000) {
            throw members.wrong("pre-authorized_code", "at most 1000 characters");
        }
        return new PreAuthorizedCodeGrant(new PreAuthorizedCode(code),
                members.optionalObject("tx_code").map(TransactionCode::parse),
                members.optionalString("authorization_server"));
    }

    private static AuthorizationCodeGrant authorization(ObjectNode json) {
        var members = new Members(json, "authorization code grant", InvalidCredentialOffer::new);
        return new AuthorizationCodeGrant(members.optionalString("issuer_state"),
                members.optionalString("authorization_server"));
    }
}
