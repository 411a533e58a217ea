package org.amana.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * One credential type: the four documents of its folder, as text exactly as published.
 *
 * @param name         folder name, also the {@code credential_configuration_id} and scope, such as {@code right-to-work}
 * @param typeMetadata SD-JWT VC type metadata, JSON
 * @param claimsSchema JSON Schema (2020-12) of the claims before selective disclosure, JSON
 * @param issuance     validity, batch size, rounding, and which register column fills which claim, JSON
 * @param rulebook     who may issue, who may ask, what is disclosed, how long it lives; Markdown
 */
public record CredentialType(String name, String typeMetadata, String claimsSchema, String issuance, String rulebook) {
    private static final String VCT_BASE = "https://amana.example/vct/";

    public CredentialType {
        if (!name.matches("[a-z][a-z0-9-]{1,62}"))
            throw new IllegalArgumentException("a type name is lower-case words joined by '-', not " + name);
        Objects.requireNonNull(typeMetadata);
        Objects.requireNonNull(claimsSchema);
        Objects.requireNonNull(issuance);
        Objects.requireNonNull(rulebook);
    }

    /** The {@code vct} claim: a fixed https identifier, independent of the address Amana runs at. */
    public String vct() {
        return VCT_BASE + name;
    }

    /**
     * The {@code vct#integrity} claim: {@code sha256-} and the Base64 digest of the published type metadata bytes (W3C
     * Subresource Integrity).
     */
    public String integrity() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(typeMetadata.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
