package org.amana.verifier.organisation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All organisations of this service, by their path. */
@Component
public final class Organisations {
    private final Map<String, Organisation> byId = new LinkedHashMap<>();

    public Organisations(OrganisationsProperties properties) {
        for (OrganisationsProperties.Entry entry : properties.organisations()) {
            var organisation = new Organisation(new OrganisationId(entry.id()), entry.names(), entry.country(),
                    entry.partyId(), entry.identifiers(), entry.zone(), entry.exchangeUses());
            if (byId.put(entry.id(), organisation) != null)
                throw new IllegalArgumentException("two organisations have the id " + entry.id());
        }
    }

    public Optional<Organisation> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Collection<Organisation> all() {
        return byId.values();
    }
}
