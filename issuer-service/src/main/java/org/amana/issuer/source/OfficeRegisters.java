package org.amana.issuer.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.authority.IssuerProperties;
import org.amana.issuer.authority.RegisterConnection;
import org.amana.issuer.permit.FetchLeave;
import org.amana.support.outbound.OutboundPeers;
import org.springframework.stereotype.Component;

/** The register of each authority, for releases: the one that was imported here, or a connection to the office's own. */
@Component
public class OfficeRegisters implements AutoCloseable {
    private final Map<AuthorityId, OfficeRegister> registers = new LinkedHashMap<>();
    private final RegisterContext camel = new RegisterContext();

    OfficeRegisters(IssuerProperties properties, PersonRegister imported, OutboundPeers peers) {
        for (IssuerProperties.Entry entry : properties.authorities()) {
            AuthorityId authority = new AuthorityId(entry.id());
            registers.put(authority, register(authority, entry.register(), imported, peers));
        }
    }

    /**
     * Fetches one row and checks it as an import would, since what is behind the connection may be anything.
     *
     * @param registerNumber the office's own number of the case
     * @return empty when the register has nobody under that number
     * @throws ProblemException {@link RegisterProblem}
     */
    public Optional<FetchedRow> fetch(Authority authority, FetchLeave leave, String registerNumber) {
        OfficeRegister register = registers.get(authority.id());
        if (register == null) {
            throw new IllegalArgumentException("no register for " + authority.id());
        }
        return register.row(leave, registerNumber).map(columns -> checked(authority, columns, registerNumber));
    }

    private static FetchedRow checked(Authority authority, Map<String, String> columns, String registerNumber) {
        var row = new TreeMap<String, String>();
        columns.forEach((name, value) -> {
            if (!value.isBlank()) {
                row.put(name, value.strip());
            }
        });
        if (!registerNumber.equals(row.get(RegisterColumn.REGISTER_NUMBER.header()))) {
            throw new ProblemException(new RegisterProblem.OtherPerson());
        }
        row.keySet().retainAll(RegisterColumn.of(authority.types()).stream().map(RegisterColumn::header).toList());
        List<RowError> errors = new RowCheck(authority.types()).check(new RegisterRow(1, row));
        if (!errors.isEmpty()) {
            throw new ProblemException(new RegisterProblem.Unreadable("the row breaks a rule of column "
                    + errors.getFirst().column()));
        }
        return new FetchedRow(row);
    }

    private OfficeRegister register(AuthorityId authority, RegisterConnection connection, PersonRegister imported,
                                    OutboundPeers peers) {
        if (connection.rest() != null) {
            return new RestRegister(authority, connection, connection.rest(), peers);
        }
        if (connection.jdbc() != null) {
            return new JdbcRegister(authority, connection, connection.jdbc(), camel);
        }
        if (connection.sftp() != null) {
            return new SftpRegister(authority, connection, connection.sftp(), camel);
        }
        return new ImportedRegister(authority, imported);
    }

    @Override
    public void close() {
        registers.values().forEach(OfficeRegister::close);
        camel.close();
    }
}
