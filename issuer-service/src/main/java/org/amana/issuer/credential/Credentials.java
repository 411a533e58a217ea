package org.amana.issuer.credential;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amana.core.problem.ProblemException;
import org.amana.core.status.StatusReference;
import org.amana.core.vci.CredentialConfigurationId;
import org.amana.issuer.audit.AuditTrail;
import org.amana.issuer.audit.AuditTrail.Action;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.authority.IssuerProblem;
import org.amana.issuer.source.PersonId;
import org.amana.issuer.status.StatusLists;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cards that were issued, and what the office does to them afterwards. */
@Component
public class Credentials {
    private static final int MAX_REASON_LENGTH = 300;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final StatusLists statusLists;
    private final AuditTrail audit;

    Credentials(JdbcClient jdbc, Clock clock, StatusLists statusLists, AuditTrail audit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.statusLists = statusLists;
        this.audit = audit;
    }

    /** What can be done to a card. */
    public enum Change {
        SUSPEND, REINSTATE, REVOKE
    }

    /** A card with the places of its copies' status. */
    public record Issued(CredentialId id, PersonId person, CredentialConfigurationId configuration,
                         CredentialState state, Instant issuedAt, List<StatusReference> copies) {
        public Issued {
            copies = List.copyOf(copies);
        }
    }

    /** The cards of a person, newest first. */
    public List<Issued> of(Authority authority, PersonId person) {
        return jdbc.sql("select * from credential where authority = ? and person_id = ? order by issued_at desc")
                .params(authority.id().value(), person.value())
                .query((row, number) -> read(authority, row))
                .list();
    }

    /** The card, if it is this authority's. */
    public Optional<Issued> find(Authority authority, CredentialId id) {
        return jdbc.sql("select * from credential where authority = ? and id = ?")
                .params(authority.id().value(), id.value())
                .query((row, number) -> read(authority, row))
                .optional();
    }

    /** Whose card that copy is; empty when it is none of this authority's, or the card does not hold any more. */
    public Optional<PersonId> holder(Authority authority, StatusReference copy) {
        return statusLists.credential(authority, copy)
                .flatMap(id -> find(authority, new CredentialId(id)))
                .filter(card -> card.state() == CredentialState.VALID)
                .map(Issued::person);
    }

    /**
     * Suspends, reinstates or revokes a card with all its copies; the status list shows it from the next publication on.
     *
     * @param reason for the audit trail, 1 to 300 characters; not published
     * @throws ProblemException {@link IssuerProblem.NotFound}, {@link IssuerProblem.InvalidInput} for the reason,
     *         {@link IssuerProblem.Conflict} when the card's state does not allow the change
     */
    @Transactional
    public void change(AuthorityId authority, CredentialId id, Change change, String reason, String actor) {
        if (reason.isBlank() || reason.length() > MAX_REASON_LENGTH) {
            throw new ProblemException(new IssuerProblem.InvalidInput("Give a reason of 1 to 300 characters."));
        }
        CredentialState before = jdbc.sql("select state from credential where authority = ? and id = ? for update")
                .params(authority.value(), id.value())
                .query((row, number) -> CredentialState.valueOf(row.getString(1)))
                .optional()
                .orElseThrow(() -> new ProblemException(new IssuerProblem.NotFound("credential")));
        CredentialState after = after(before, change);
        jdbc.sql("update credential set state = ?, changed_at = ? where id = ?")
                .params(after.name(), OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), id.value())
                .update();
        statusLists.set(id.value(), switch (after) {
            case VALID -> StatusLists.Value.VALID;
            case SUSPENDED -> StatusLists.Value.SUSPENDED;
            case REVOKED -> StatusLists.Value.INVALID;
        });
        audit.record(authority, actor, switch (change) {
            case SUSPEND -> Action.CREDENTIAL_SUSPENDED;
            case REINSTATE -> Action.CREDENTIAL_REINSTATED;
            case REVOKE -> Action.CREDENTIAL_REVOKED;
        }, "credential " + id, reason.strip());
    }

    private static CredentialState after(CredentialState before, Change change) {
        boolean allowed = switch (change) {
            case SUSPEND -> before == CredentialState.VALID;
            case REINSTATE -> before == CredentialState.SUSPENDED;
            case REVOKE -> before != CredentialState.REVOKED;
        };
        if (!allowed) {
            throw new ProblemException(new IssuerProblem.Conflict(switch (before) {
                case VALID -> "The credential is valid, so there is nothing to reinstate.";
                case SUSPENDED -> "The credential is suspended already.";
                case REVOKED -> "The credential is revoked, and a revocation is final. Issue a new one.";
            }));
        }
        return switch (change) {
            case SUSPEND -> CredentialState.SUSPENDED;
            case REINSTATE -> CredentialState.VALID;
            case REVOKE -> CredentialState.REVOKED;
        };
    }

    private Issued read(Authority authority, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Issued(new CredentialId(id), new PersonId(row.getObject("person_id", UUID.class)),
                new CredentialConfigurationId(row.getString("configuration_id")),
                CredentialState.valueOf(row.getString("state")),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                statusLists.copies(authority.identifier(), id));
    }
}
