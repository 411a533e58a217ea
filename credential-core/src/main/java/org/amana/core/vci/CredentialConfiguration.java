package org.amana.core.vci;

import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entry of {@code credential_configurations_supported} (OpenID4VCI 1.0 section 12.2.4). Formats we do not speak are
 * kept by name, so that one foreign entry does not make an issuer unusable.
 *
 * @param vct type of an SD-JWT VC, present for format {@code dc+sd-jwt}
 * @param proofSigningAlgorithms values for proof type {@code jwt}; empty when that proof type is not offered
 * @param keyAttestationRequired the issuer wants a key attestation within the {@code jwt} proof
 * @param requiresProof the issuer lists proof types, so {@code proofs} must be sent
 */
public record CredentialConfiguration(CredentialConfigurationId id, String format, Optional<String> scope,
                                      Optional<String> vct, List<String> signingAlgorithms,
                                      List<String> bindingMethods, boolean requiresProof,
                                      List<String> proofSigningAlgorithms, boolean keyAttestationRequired,
                                      List<LocalizedName> display, List<ClaimDescription> claims) {
    /** Format identifier of SD-JWT VC (appendix A.3). */
    public static final String SD_JWT_VC = "dc+sd-jwt";

    public CredentialConfiguration {
        signingAlgorithms = List.copyOf(signingAlgorithms);
        bindingMethods = List.copyOf(bindingMethods);
        proofSigningAlgorithms = List.copyOf(proofSigningAlgorithms);
        display = List.copyOf(display);
        claims = List.copyOf(claims);
        if (format.equals(SD_JWT_VC) && vct.isEmpty()) {
            throw new IllegalArgumentException("dc+sd-jwt needs a vct");
        }
    }

    /** An SD-JWT VC bound to a key in the proof's {@code jwk} header, all with ES256: what our issuers offer. */
    public static CredentialConfiguration sdJwtVc(CredentialConfigurationId id, String scope, String vct,
                                                  List<LocalizedName> display, List<ClaimDescription> claims) {
        return new CredentialConfiguration(id, SD_JWT_VC, Optional.of(scope), Optional.of(vct), List.of("ES256"),
                List.of("jwk"), true, List.of("ES256"), false, display, claims);
    }

    static CredentialConfiguration parse(CredentialConfigurationId id, Members members) {
        String format = members.string("format");
        Optional<String> scope = members.optionalString("scope");
        List<String> signing = format.equals(SD_JWT_VC)
                ? members.optionalStrings("credential_signing_alg_values_supported")
                : List.of();
        List<String> binding = members.optionalStrings("cryptographic_binding_methods_supported");
        Optional<ObjectNode> proofTypes = members.optionalObject("proof_types_supported");
        if (proofTypes.isPresent() == binding.isEmpty()) {
            throw members.wrong("proof_types_supported", "present exactly when binding methods are");
        }
        Optional<ObjectNode> jwt = proofTypes.flatMap(
                types -> new Members(types, members.where() + " proof_types_supported", members.problem())
                        .optionalObject("jwt"));
        List<String> proofAlgorithms = jwt
                .map(object -> new Members(object, members.where() + " jwt", members.problem())
                        .strings("proof_signing_alg_values_supported"))
                .orElse(List.of());
        Optional<String> vct = members.optionalString("vct");
        if (format.equals(SD_JWT_VC) && vct.isEmpty()) {
            throw members.wrong("vct", "present for " + SD_JWT_VC);
        }
        var metadata = new Members(members.optionalObject("credential_metadata").orElseGet(StrictJson::object),
                members.where() + " credential_metadata", members.problem());
        return new CredentialConfiguration(id, format, scope, vct, signing, binding, proofTypes.isPresent(),
                proofAlgorithms, jwt.map(object -> object.has("key_attestations_required")).orElse(false),
                LocalizedName.parseAll(metadata), ClaimDescription.parseAll(metadata));
    }

    ObjectNode toJson() {
        ObjectNode json = StrictJson.object().put("format", format);
        scope.ifPresent(value -> json.put("scope", value));
        addAll(json, "credential_signing_alg_values_supported", signingAlgorithms);
        addAll(json, "cryptographic_binding_methods_supported", bindingMethods);
        if (requiresProof) {
            ObjectNode types = json.putObject("proof_types_supported");
            if (!proofSigningAlgorithms.isEmpty()) {
                addAll(types.putObject("jwt"), "proof_signing_alg_values_supported", proofSigningAlgorithms);
            }
        }
        vct.ifPresent(value -> json.put("vct", value));
        ObjectNode metadata = StrictJson.object();
        if (!display.isEmpty()) {
            metadata.set("display", LocalizedName.toJson(display));
        }
        if (!claims.isEmpty()) {
            var array = metadata.putArray("claims");
            claims.forEach(claim -> array.add(claim.toJson()));
        }
        if (!metadata.isEmpty()) {
            json.set("credential_metadata", metadata);
        }
        return json;
    }

    private static void addAll(ObjectNode json, String name, List<String> values) {
        if (!values.isEmpty()) {
            var array = json.putArray(name);
            values.forEach(array::add);
        }
    }
}
