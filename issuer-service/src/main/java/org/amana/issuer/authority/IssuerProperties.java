package org.amana.issuer.authority;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who issues.
 *
 * @param authorities at least one; each id once
 */
@ConfigurationProperties("amana.issuer")
public record IssuerProperties(@DefaultValue List<Entry> authorities) {
    public IssuerProperties {
        authorities = List.copyOf(authorities);
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException("amana.issuer.authorities must name at least one authority");
        }
        if (new HashSet<>(authorities.stream().map(Entry::id).toList()).size() != authorities.size()) {
            throw new IllegalArgumentException("amana.issuer.authorities names an id twice");
        }
    }

    /**
     * One authority.
     *
     * @param id path segment such as {@code labour-office}
     * @param name language tag to name; English at least
     * @param country two capital letters; user-assigned codes such as XA for invented countries
     * @param types credential types of the schemas it may issue
     * @param staff user names of built-in accounts made at first start, role CASEWORKER
     * @param register where rows come from when data are released by consent
     */
    public record Entry(String id, Map<String, String> name, String country, List<String> types,
                        @DefaultValue List<String> staff, @DefaultValue RegisterConnection register) {
        public Entry {
            new AuthorityId(id);
            name = Map.copyOf(name);
            if (name.getOrDefault("en", "").isBlank()) {
                throw new IllegalArgumentException("authority " + id + " needs a name in English (name.en)");
            }
            if (!country.matches("[A-Z]{2}")) {
                throw new IllegalArgumentException("country of " + id + " must be two capital letters");
            }
            types = List.copyOf(types);
            if (types.isEmpty()) {
                throw new IllegalArgumentException("authority " + id + " issues no type");
            }
            staff = List.copyOf(staff);
        }
    }
}
