package org.amana.issuer.authority;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.core.vci.CredentialConfigurationId;
import org.amana.core.vci.CredentialIssuerIdentifier;
import org.amana.issuer.catalogue.IssuanceRules;

/**
 * One issuing authority.
 *
 * @param identifier {@code {base}/{id}}, byte for byte the same in metadata, tokens, offers and credentials
 * @param name language tag to name, English among them
 * @param country two capital letters
 */
public record Authority(AuthorityId id, CredentialIssuerIdentifier identifier, Map<String, String> name,
                        String country, List<IssuanceRules> types) {
    public Authority {
        name = java.util.Collections.unmodifiableMap(new TreeMap<>(name));
        types = List.copyOf(types);
    }

    /** An address of this authority, e.g. {@code https://issuer.example/labour-office/nonce} for {@code nonce}. */
    public URI address(String path) {
        return URI.create(identifier.value() + "/" + path);
    }

    public String englishName() {
        return name.getOrDefault("en", id.value());
    }

    /** What staff call the type behind a configuration id; the id itself for a type that is no longer issued. */
    public String typeName(String configurationId) {
        return types.stream()
                .filter(type -> type.id().value().equals(configurationId))
                .map(type -> type.name("en"))
                .findFirst()
                .orElse(configurationId);
    }

    /** The type behind a credential configuration, if this authority issues it. */
    public Optional<IssuanceRules> type(CredentialConfigurationId configuration) {
        return types.stream().filter(type -> type.id().equals(configuration)).findFirst();
    }
}
