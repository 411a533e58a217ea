package org.amana.core.dcql;

import java.util.List;

/** One way to answer: these credentials together, all or none. */
public record PresentationOption(List<SelectedCredential> credentials) {
    public PresentationOption {
        credentials = List.copyOf(credentials);
    }

    /** Disclosures that go out in all. */
    public int disclosureCount() {
        return credentials.stream().mapToInt(SelectedCredential::disclosureCount).sum();
    }
}
