package org.amana.issuer.source;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.authority.IssuerProblem;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Starts imports and tells how far they are; the work itself is done on the {@link RegisterImportRoute}. */
@Component
public class RegisterImports {
    private final ImportStore store;
    private final ProducerTemplate route;
    private final RegisterProperties properties;

    RegisterImports(ImportStore store, ProducerTemplate route, RegisterProperties properties) {
        this.store = store;
        this.route = route;
        this.properties = properties;
    }

    /** Largest accepted file, in bytes. */
    public int maxFileBytes() {
        return Math.toIntExact(properties.maxFileSize().toBytes());
    }

    /**
     * Takes a file and answers at once; {@link #find} shows the progress.
     *
     * @param dryRun checks and counts, writes nothing to the register
     * @throws ProblemException {@link IssuerProblem.InvalidInput} for a file over the limit
     */
    public UUID start(Authority authority, String actor, byte[] file, boolean dryRun) {
        if (file.length > maxFileBytes()) {
            throw new ProblemException(new IssuerProblem.InvalidInput(
                    "The file is larger than " + properties.maxFileSize().toMegabytes() + " MB; split it."));
        }
        UUID id = store.begin(authority.id(), actor, dryRun);
        route.sendBody(RegisterImportRoute.ENTRY, new ImportFile(id, authority, actor, file, dryRun));
        return id;
    }

    /** The import, if it is this authority's. */
    public Optional<RegisterImport> find(AuthorityId authority, UUID id) {
        return store.find(authority, id);
    }

    /** The latest imports of an authority, newest first, without their errors. */
    public List<RegisterImport> newest(AuthorityId authority) {
        return store.newest(authority);
    }
}
