package org.amana.core.vci;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.JsonProblem;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ErrorText;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.VciProblem.InvalidCredentialRequest;
import org.amana.core.vci.VciProblem.InvalidEncryptionParameters;
import org.amana.core.vci.VciProblem.InvalidProof;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Credential Request with {@code jwt} proofs (OpenID4VCI 1.0 section 8.2).
 *
 * <pre>
 * {"credential_configuration_id":"right-to-work","proofs":{"jwt":["eyJ…","eyJ…"]}}
 * </pre>
 *
 * @param proofs key proofs in compact form, unverified; at least one
 */
public record CredentialRequest(Subject subject, List<String> proofs) {
    /** Largest accepted request, in bytes. */
    public static final int MAX_BYTES = 1024 * 1024;

    /** What is asked for; exactly one of the two. */
    public sealed interface Subject {
        /** Used when the token response named no credential identifiers. */
        record ByConfiguration(CredentialConfigurationId id) implements Subject {}

        /** Used when the token response named credential identifiers. */
        record ByIdentifier(String credentialIdentifier) implements Subject {}
    }

    public CredentialRequest {
        proofs = List.copyOf(proofs);
        if (proofs.isEmpty()) {
            throw new IllegalArgumentException("a credential request has at least one proof");
        }
    }

    /** A request for a configuration of the issuer's metadata. */
    public static CredentialRequest forConfiguration(CredentialConfigurationId id, List<String> proofs) {
        return new CredentialRequest(new Subject.ByConfiguration(id), proofs);
    }

    /**
     * Parses the body of a request, member by member in the order of the section. Unknown members are ignored.
     *
     * @param batchSize most proofs the issuer accepts
     * @throws ProblemException {@link InvalidCredentialRequest}, {@link InvalidProof} when {@code proofs} is missing or
     *         empty, {@link InvalidEncryptionParameters} when an encrypted response is asked for (an unencrypted
     *         request could have been changed on its way), {@link JsonProblem.TooLarge}
     */
    public static CredentialRequest parse(byte[] body, int batchSize) {
        ObjectNode json = object(body);
        var members = new Members(json, "credential request", InvalidCredentialRequest::new);
        Subject subject = subject(members);
        if (json.get("credential_response_encryption") != null) {
            throw new ProblemException(new InvalidEncryptionParameters("the response cannot be encrypted"));
        }
        return new CredentialRequest(subject, proofs(members, batchSize));
    }

    public ObjectNode toJson() {
        ObjectNode json = StrictJson.object();
        switch (subject) {
            case Subject.ByConfiguration(var id) -> json.put("credential_configuration_id", id.value());
            case Subject.ByIdentifier(var identifier) -> json.put("credential_identifier", identifier);
        }
        ArrayNode array = json.putObject("proofs").putArray("jwt");
        proofs.forEach(array::add);
        return json;
    }

    private static ObjectNode object(byte[] body) {
        try {
            return StrictJson.parseObject(body, MAX_BYTES);
        } catch (ProblemException e) {
            if (e.problem() instanceof JsonProblem.MalformedJson malformed) {
                throw new ProblemException(new InvalidCredentialRequest(malformed.detail()), e);
            }
            throw e;
        }
    }

    private static Subject subject(Members members) {
        Optional<String> identifier = members.optionalString("credential_identifier");
        Optional<String> configuration = members.optionalString("credential_configuration_id");
        if (identifier.isPresent() == configuration.isPresent()) {
            throw new ProblemException(new InvalidCredentialRequest(
                    "expected either credential_identifier or credential_configuration_id"));
        }
        return identifier.<Subject>map(Subject.ByIdentifier::new).orElseGet(() -> {
            String id = configuration.orElseThrow();
            if (id.length() > 200) {
                throw members.wrong("credential_configuration_id", "at most 200 characters");
            }
            return new Subject.ByConfiguration(new CredentialConfigurationId(id));
        });
    }

    private static List<String> proofs(Members members, int batchSize) {
        ObjectNode proofs = members.optionalObject("proofs")
                .orElseThrow(() -> new ProblemException(new InvalidProof("proofs is missing")));
        // section 8.2: exactly one member, named as the proof type
        if (proofs.size() != 1) {
            throw new ProblemException(new InvalidCredentialRequest("proofs must hold exactly one proof type"));
        }
        JsonNode jwt = proofs.get("jwt");
        if (jwt == null) {
            throw new ProblemException(new InvalidProof("expected proof type jwt, got "
                    + ErrorText.quote(proofs.propertyNames().iterator().next())));
        }
        if (!(jwt instanceof ArrayNode array) || array.isEmpty()) {
            throw new ProblemException(new InvalidProof("proofs.jwt must be an array that is not empty"));
        }
        if (array.size() > batchSize) {
            throw new ProblemException(new InvalidCredentialRequest(
                    "expected at most " + batchSize + " proofs, got " + array.size()));
        }
        var texts = new ArrayList<String>();
        for (JsonNode node : array) {
            if (!node.isString()) {
                throw new ProblemException(new InvalidProof("proofs.jwt must hold strings"));
            }
            texts.add(node.stringValue());
        }
        return texts;
    }
}
