package org.amana.issuer.source;

import java.util.Map;
import java.util.Optional;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.permit.FetchLeave;

/** The register as it was imported here. */
final class ImportedRegister implements OfficeRegister {
    private final AuthorityId authority;
    private final PersonRegister imported;

    ImportedRegister(AuthorityId authority, PersonRegister imported) {
        this.authority = authority;
        this.imported = imported;
    }

    @Override
    public Optional<Map<String, String>> row(FetchLeave leave, String registerNumber) {
        leave.use(authority);
        return imported.row(authority, registerNumber);
    }
}
