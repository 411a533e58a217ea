package org.amana.core.vci;

/** Key of one entry in {@code credential_configurations_supported}, e.g. {@code right-to-work}. */
public record CredentialConfigurationId(String value) {
    private static final int MAX_LENGTH = 200;

    public CredentialConfigurationId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a credential configuration id has 1 to " + MAX_LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
