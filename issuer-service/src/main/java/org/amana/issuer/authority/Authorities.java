package org.amana.issuer.authority;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.CredentialIssuerIdentifier;
import org.amana.issuer.catalogue.IssuanceRules;
import org.amana.schemas.Schemas;
import org.amana.support.settings.AmanaProperties;
import org.springframework.stereotype.Component;

/** Every authority of this service. A path that is none of them is no issuer. */
@Component
public class Authorities {
    private final Map<String, Authority> byId = new LinkedHashMap<>();

    public Authorities(IssuerProperties properties, AmanaProperties amana) {
        URI base = amana.baseUrl();
        // a path in front of the authority would move the well-known addresses out of this service's reach
        if (!base.getRawPath().isEmpty() || base.getRawQuery() != null) {
            throw new IllegalArgumentException("amana.base-url of the issuer must have no path, not " + base);
        }
        for (IssuerProperties.Entry entry : properties.authorities()) {
            byId.put(entry.id(), authority(entry, base));
        }
    }

    /** In the order of the configuration. */
    public Collection<Authority> all() {
        return List.copyOf(byId.values());
    }

    public Optional<Authority> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The authority of a path segment.
     *
     * @throws ProblemException {@link IssuerProblem.NotFound}
     */
    public Authority require(String id) {
        return find(id).orElseThrow(() -> new ProblemException(new IssuerProblem.NotFound("authority")));
    }

    private static Authority authority(IssuerProperties.Entry entry, URI base) {
        List<IssuanceRules> types = entry.types()
                .stream()
                .map(name -> Schemas.find(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "authority " + entry.id() + " issues " + name + ", which the schemas do not know")))
                .map(IssuanceRules::of)
                .toList();
        return new Authority(new AuthorityId(entry.id()), new CredentialIssuerIdentifier(base + "/" + entry.id()),
                entry.name(), entry.country(), types);
    }
}
