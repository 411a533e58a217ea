package org.amana.issuer.credential;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.amana.core.problem.ProblemException;
import org.amana.core.status.StatusReference;
import org.amana.core.vci.NonceValue;
import org.amana.core.vci.VciProblem;
import org.amana.issuer.audit.AuditTrail;
import org.amana.issuer.audit.AuditTrail.Action;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authorization.AccessTokenProperties;
import org.amana.issuer.nonce.Nonces;
import org.amana.issuer.offer.Grant;
import org.amana.issuer.status.StatusLists;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down what is about to be issued, in one transaction: nonces used up, card, status indexes, audit entry. Killed
 * before the commit, nothing has happened and the request can be sent again as it is; killed after it, the wallet sends it
 * again with a new nonce and the same keys, and gets the same indexes.
 */
@Component
class Issuances {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Nonces nonces;
    private final StatusLists statusLists;
    private final AuditTrail audit;
    private final AccessTokenProperties accessToken;

    Issuances(JdbcClient jdbc, Clock clock, Nonces nonces, StatusLists statusLists, AuditTrail audit,
            AccessTokenProperties accessToken) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.nonces = nonces;
        this.statusLists = statusLists;
        this.audit = audit;
        this.accessToken = accessToken;
    }

    /**
     * Records an issuance.
     *
     * @param maxCopies of the card in all, over however many requests of the grant
     * @return a status reference for each key, in their order
     * @throws ProblemException {@link VciProblem.InvalidNonce}, {@link VciProblem.CredentialRequestDenied} for more copies
     *         than allowed, or when the card was suspended or revoked meanwhile
     */
    @Transactional
    public List<StatusReference> record(Authority authority, Grant grant, int maxCopies,
                                        Collection<NonceValue> proofNonces, List<byte[]> keyDigests) {
        proofNonces.forEach(nonce -> nonces.use(authority.id(), nonce));
        UUID credential = card(authority, grant);
        int before = statusLists.copyCount(credential);
        List<StatusReference> copies = statusLists.allot(authority, credential, keyDigests);
        int after = statusLists.copyCount(credential);
        if (after > maxCopies) {
            throw denied("this offer has given all its copies; ask the office for a new one");
        }
        audit.record(authority.id(), "wallet", Action.CREDENTIAL_ISSUED, "credential " + credential,
                grant.configuration() + ", " + (after - before) + " new copies, " + keyDigests.size()
                        + " in the answer");
        return copies;
    }

    /** Once no access token can repeat its request, nothing ties a copy to its key any more. */
    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
    void forgetKeys() {
        statusLists.forgetKeys(clock.instant().minus(accessToken.validity()).minusSeconds(60));
    }

    /** The card of the grant, made at its first request; the row is locked, so that requests of one grant come one by one. */
    private UUID card(Authority authority, Grant grant) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.sql(
                """
                        insert into credential (id, authority, person_id, configuration_id, offer_id, state, issued_at, changed_at)
                        values (?, ?, ?, ?, ?, 'VALID', ?, ?) on conflict (offer_id) do nothing""")
                .params(UUID.randomUUID(), authority.id().value(), grant.person().value(),
                        grant.configuration().value(), grant.offer().value(), now, now)
                .update();
        return jdbc.sql("select id, state from credential where offer_id = ? for update")
                .param(grant.offer().value())
                .query((row, number) -> {
                    if (CredentialState.valueOf(row.getString(2)) != CredentialState.VALID) {
                        throw denied("the office has suspended or revoked this credential");
                    }
                    return row.getObject(1, UUID.class);
                })
                .single();
    }

    private static ProblemException denied(String detail) {
        return new ProblemException(new VciProblem.CredentialRequestDenied(detail));
    }
}
