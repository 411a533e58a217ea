package org.amana.core.vci;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.VciProblem.InvalidIssuerMetadata;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Credential Issuer Metadata (OpenID4VCI 1.0 section 12.2.4), unsigned form.
 *
 * <pre>
 * {"credential_issuer":"https://issuer.example/labour-office","credential_endpoint":"…/credential",
 *  "nonce_endpoint":"…/nonce","batch_credential_issuance":{"batch_size":10},
 *  "credential_configurations_supported":{"right-to-work":{"format":"dc+sd-jwt","vct":"…"}}}
 * </pre>
 *
 * @param authorizationServers empty when the issuer is its own authorization server
 * @param batchSize most proofs in one request; empty means one
 * @param responseEncryptionRequired answers come encrypted only, which this wallet's unencrypted request cannot ask for
 */
public record CredentialIssuerMetadata(CredentialIssuerIdentifier credentialIssuer,
                                       List<CredentialIssuerIdentifier> authorizationServers, URI credentialEndpoint,
                                       Optional<URI> nonceEndpoint, OptionalInt batchSize,
                                       boolean requestEncryptionRequired, boolean responseEncryptionRequired,
                                       List<LocalizedName> display,
                                       Map<CredentialConfigurationId, CredentialConfiguration> configurations) {
    /** Largest accepted metadata document, in bytes. */
    public static final int MAX_BYTES = 512 * 1024;

    public CredentialIssuerMetadata {
        authorizationServers = List.copyOf(authorizationServers);
        display = List.copyOf(display);
        configurations = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(configurations));
        if (batchSize.isPresent() && batchSize.getAsInt() < 2) {
            throw new IllegalArgumentException("batch_size is 2 or more");
        }
    }

    /** Metadata of an issuer that is its own authorization server and wants a nonce in every proof. */
    public static CredentialIssuerMetadata of(CredentialIssuerIdentifier issuer, URI credentialEndpoint,
                                              URI nonceEndpoint, int batchSize, List<LocalizedName> display,
                                              Collection<CredentialConfiguration> configurations) {
        var byId = new LinkedHashMap<CredentialConfigurationId, CredentialConfiguration>();
        configurations.forEach(configuration -> byId.put(configuration.id(), configuration));
        return new CredentialIssuerMetadata(issuer, List.of(), credentialEndpoint, Optional.of(nonceEndpoint),
                batchSize < 2 ? OptionalInt.empty() : OptionalInt.of(batchSize), false, false, display, byId);
    }

    /**
     * Fetches and parses the metadata of an issuer.
     *
     * @throws ProblemException {@link InvalidIssuerMetadata}, {@link org.amana.core.http.PeerProblem}
     */
    public static CredentialIssuerMetadata fetch(HttpPeer peer, CredentialIssuerIdentifier issuer) {
        HttpAnswer answer = peer.exchange(HttpQuestion.get(issuer.metadataUri())
                .withHeader("Accept", "application/json")
                .withMaxAnswerBytes(MAX_BYTES));
        if (answer.status() != 200 || !answer.mediaType().equals("application/json")) {
            throw new ProblemException(new InvalidIssuerMetadata(
                    "expected status 200 and application/json at the metadata address, got " + answer.status()));
        }
        return parse(answer.body(), issuer);
    }

    /**
     * Parses metadata that was found for {@code expected}.
     *
     * @throws ProblemException {@link InvalidIssuerMetadata}, also when {@code credential_issuer} is not
     *         {@code expected} character by character (section 12.2.4: such data must not be used);
     *         {@link org.amana.core.json.JsonProblem}
     */
    public static CredentialIssuerMetadata parse(byte[] json, CredentialIssuerIdentifier expected) {
        var members = new Members(StrictJson.parseObject(json, MAX_BYTES), "issuer metadata",
                InvalidIssuerMetadata::new);
        if (!members.string("credential_issuer").equals(expected.value())) {
            throw members.wrong("credential_issuer", "the identifier the metadata was fetched for");
        }
        List<CredentialIssuerIdentifier> servers = members.optionalStrings("authorization_servers")
                .stream()
                .map(CredentialIssuerIdentifier::new)
                .toList();
        URI credentialEndpoint = members.uri("credential_endpoint");
        Optional<URI> nonceEndpoint = members.optionalUri("nonce_endpoint");
        boolean requestEncryption = encryptionRequired(members, "credential_request_encryption");
        boolean responseEncryption = encryptionRequired(members, "credential_response_encryption");
        OptionalInt batchSize = members.optionalObject("batch_credential_issuance")
                .map(object -> OptionalInt.of(new Members(object, "batch_credential_issuance",
                        InvalidIssuerMetadata::new).integer("batch_size", 2, Integer.MAX_VALUE)))
                .orElse(OptionalInt.empty());
        return new CredentialIssuerMetadata(expected, servers, credentialEndpoint, nonceEndpoint, batchSize,
                requestEncryption, responseEncryption, LocalizedName.parseAll(members), configurations(members));
    }

    /** The identifier of the authorization server to use for an offer of this issuer. */
    public CredentialIssuerIdentifier authorizationServer() {
        return authorizationServers.isEmpty() ? credentialIssuer : authorizationServers.getFirst();
    }

    /** The wire form. */
    public ObjectNode toJson() {
        ObjectNode json = StrictJson.object().put("credential_issuer", credentialIssuer.value());
        if (!authorizationServers.isEmpty()) {
            var servers = json.putArray("authorization_servers");
            authorizationServers.forEach(server -> servers.add(server.value()));
        }
        json.put("credential_endpoint", credentialEndpoint.toString());
        nonceEndpoint.ifPresent(uri -> json.put("nonce_endpoint", uri.toString()));
        batchSize.ifPresent(size -> json.putObject("batch_credential_issuance").put("batch_size", size));
        if (!display.isEmpty()) {
            json.set("display", LocalizedName.toJson(display));
        }
        ObjectNode supported = json.putObject("credential_configurations_supported");
        configurations.forEach((id, configuration) -> supported.set(id.value(), configuration.toJson()));
        return json;
    }

    private static boolean encryptionRequired(Members members, String name) {
        Optional<ObjectNode> encryption = members.optionalObject(name);
        if (encryption.isEmpty()) {
            return false;
        }
        JsonNode required = encryption.get().get("encryption_required");
        if (required == null || !required.isBoolean()) {
            throw members.wrong(name, "an object with encryption_required true or false");
        }
        return required.booleanValue();
    }

    private static Map<CredentialConfigurationId, CredentialConfiguration> configurations(Members members) {
        var configurations = new LinkedHashMap<CredentialConfigurationId, CredentialConfiguration>();
        ObjectNode supported = members.object("credential_configurations_supported");
        supported.properties().forEach(entry -> {
            if (entry.getKey().isEmpty() || entry.getKey().length() > 200
                    || !(entry.getValue() instanceof ObjectNode object)) {
                throw members.wrong("credential_configurations_supported", "objects under short names");
            }
            var id = new CredentialConfigurationId(entry.getKey());
            configurations.put(id, CredentialConfiguration.parse(id,
                    new Members(object, "credential configuration", InvalidIssuerMetadata::new)));
        });
        return configurations;
    }
}
