package org.amana.issuer.offer;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.CredentialConfigurationId;
import org.amana.core.vci.CredentialOffer;
import org.amana.core.vci.CredentialOffer.PreAuthorizedCodeGrant;
import org.amana.core.vci.PreAuthorizedCode;
import org.amana.core.vci.TransactionCode;
import org.amana.issuer.audit.AuditTrail;
import org.amana.issuer.audit.AuditTrail.Action;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.authority.IssuerProblem;
import org.amana.issuer.catalogue.IssuanceRules;
import org.amana.issuer.source.Person;
import org.amana.issuer.source.PersonId;
import org.amana.issuer.source.PersonRegister;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes offers and redeems them: each once, whatever happens at the same time on however many instances. */
@Component
public class Offers {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final RandomGenerator random;
    private final OfferProperties properties;
    private final PersonRegister register;
    private final AuditTrail audit;

    Offers(JdbcClient jdbc, Clock clock, RandomGenerator random, OfferProperties properties, PersonRegister register,
            AuditTrail audit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.random = random;
        this.properties = properties;
        this.register = register;
        this.audit = audit;
    }

    /**
     * Offers a credential to a person.
     *
     * @param actor user name of the member of staff
     * @throws ProblemException {@link IssuerProblem.NotFound} for the person,
     *         {@link IssuerProblem.InvalidInput} for a type that the authority does not issue or that does not apply
     */
    @Transactional
    public MadeOffer make(Authority authority, PersonId personId, CredentialConfigurationId configuration,
                          Delivery delivery, String actor) {
        Person person = register.find(authority.id(), personId)
                .orElseThrow(() -> new ProblemException(new IssuerProblem.NotFound("person")));
        IssuanceRules type = authority.type(configuration)
                .orElseThrow(() -> new ProblemException(new IssuerProblem.InvalidInput(
                        "This office does not issue that type of credential.")));
        if (!person.columns().containsKey(type.issuedWhenPresent())) {
            throw new ProblemException(new IssuerProblem.InvalidInput(
                    "The register has no " + type.issuedWhenPresent()
                            + " for this person, so there is nothing to issue."));
        }
        String reference = OfferSecrets.newReference(random);
        PreAuthorizedCode code = OfferSecrets.code(reference);
        String txCode = OfferSecrets.newTxCode(random);
        Instant now = clock.instant();
        Duration validity = delivery == Delivery.LETTER ? properties.letterValidity() : properties.screenValidity();
        var id = new OfferId(UUID.randomUUID());
        jdbc.sql("""
                insert into offer (id, authority, person_id, configuration_id, delivery, reference_hash, code_hash,
                                   tx_code_mac, state, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'OFFERED', ?, ?)""")
                .params(id.value(), authority.id().value(), personId.value(), configuration.value(), delivery.word(),
                        OfferSecrets.hash(reference), OfferSecrets.hash(code.value()),
                        OfferSecrets.txCodeMac(code, txCode), utc(now), utc(now.plus(validity)))
                .update();
        audit.record(authority.id(), actor, Action.OFFER_MADE, "offer " + id,
                configuration + " by " + delivery.word() + " for person " + personId);
        return new MadeOffer(id, offer(authority, configuration, delivery, code),
                authority.address("offers/" + reference), txCode, now.plus(validity));
    }

    /** The offer behind the reference of its address, while it can be redeemed. */
    public Optional<CredentialOffer> byReference(Authority authority, String reference) {
        return jdbc.sql("""
                select configuration_id, delivery from offer
                where authority = ? and reference_hash = ? and state = 'OFFERED' and expires_at > ?""")
                .params(authority.id().value(), OfferSecrets.hash(reference), utc(clock.instant()))
                .query((row, number) -> offer(authority, new CredentialConfigurationId(row.getString(1)),
                        Delivery.of(row.getString(2)).orElseThrow(), OfferSecrets.code(reference)))
                .optional();
    }

    /**
     * Redeems a code. The row is locked first, so that of any number of requests at once exactly one succeeds, and wrong
     * transaction codes are counted one by one.
     *
     * @param tokenId {@code jti} of the access token that is issued on success
     */
    @Transactional
    public Redemption redeem(AuthorityId authority, PreAuthorizedCode code, String txCode, Optional<String> clientId,
                             String tokenId) {
        Instant now = clock.instant();
        Optional<Row> found = jdbc.sql("""
                select id, person_id, configuration_id, tx_code_mac, wrong_codes from offer
                where authority = ? and code_hash = ? and state = 'OFFERED' and expires_at > ? for update""")
                .params(authority.value(), OfferSecrets.hash(code.value()), utc(now))
                .query((row, number) -> new Row(row))
                .optional();
        if (found.isEmpty()) {
            return new Redemption.CodeRefused();
        }
        Row row = found.get();
        if (!MessageDigest.isEqual(row.txCodeMac(), OfferSecrets.txCodeMac(code, txCode))) {
            return wrongCode(authority, row);
        }
        jdbc.sql("update offer set state = 'REDEEMED', redeemed_at = ?, client_id = ?, token_id = ? where id = ?")
                .params(utc(now), clientId.orElse(""), tokenId, row.id().value())
                .update();
        audit.record(authority, "wallet", Action.OFFER_REDEEMED, "offer " + row.id(), "");
        return new Redemption.Redeemed(new Grant(row.id(), row.person(), row.configuration(), clientId, now));
    }

    /** What the access token of that {@code jti} permits; nothing once the offer was withdrawn. */
    public Optional<Grant> grantOf(AuthorityId authority, String tokenId) {
        return jdbc.sql("""
                select id, person_id, configuration_id, client_id, redeemed_at from offer
                where authority = ? and token_id = ? and state = 'REDEEMED'""")
                .params(authority.value(), tokenId)
                .query((row, number) -> new Grant(new OfferId(row.getObject(1, UUID.class)),
                        new PersonId(row.getObject(2, UUID.class)), new CredentialConfigurationId(row.getString(3)),
                        Optional.of(row.getString(4)).filter(id -> !id.isEmpty()),
                        row.getObject(5, OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** The state of an offer, if it is this authority's. */
    public Optional<OfferState> state(AuthorityId authority, OfferId id) {
        return jdbc.sql("select state, expires_at from offer where authority = ? and id = ?")
                .params(authority.value(), id.value())
                .query((row, number) -> state(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional();
    }

    /**
     * Takes an offer back; a token it was redeemed for gives nothing from then on.
     *
     * @throws ProblemException {@link IssuerProblem.NotFound}, {@link IssuerProblem.Conflict} when it is dead already
     */
    @Transactional
    public void withdraw(AuthorityId authority, OfferId id, String actor) {
        OfferState state = state(authority, id).orElseThrow(
                () -> new ProblemException(new IssuerProblem.NotFound("offer")));
        int withdrawn = jdbc
                .sql("""
                        update offer set state = 'WITHDRAWN' where authority = ? and id = ? and state in ('OFFERED', 'REDEEMED')""")
                .params(authority.value(), id.value())
                .update();
        if (withdrawn == 0) {
            throw new ProblemException(new IssuerProblem.Conflict("The offer is " + state + " already."));
        }
        audit.record(authority, actor, Action.OFFER_WITHDRAWN, "offer " + id, "");
    }

    OfferState state(String stored, Instant expiresAt) {
        OfferState state = OfferState.valueOf(stored);
        return state == OfferState.OFFERED && !clock.instant().isBefore(expiresAt) ? OfferState.EXPIRED : state;
    }

    private Redemption wrongCode(AuthorityId authority, Row row) {
        int wrong = row.wrongCodes() + 1;
        int left = properties.maxWrongCodes() - wrong;
        jdbc.sql("update offer set wrong_codes = ?, state = ? where id = ?")
                .params(wrong, left > 0 ? "OFFERED" : "LOCKED", row.id().value())
                .update();
        if (left <= 0) {
            audit.record(authority, "wallet", Action.OFFER_LOCKED, "offer " + row.id(), wrong + " wrong codes");
        }
        return new Redemption.WrongTransactionCode(Math.max(left, 0));
    }

    private static CredentialOffer offer(Authority authority, CredentialConfigurationId configuration,
                                         Delivery delivery, PreAuthorizedCode code) {
        String where = delivery == Delivery.LETTER
                ? "Six digits, on the second sheet of the letter"
                : "Six digits; the office tells them to you";
        var txCode = new TransactionCode(TransactionCode.InputMode.NUMERIC, OptionalInt.of(6), Optional.of(where));
        return new CredentialOffer(authority.identifier(), List.of(configuration),
                Optional.of(new PreAuthorizedCodeGrant(code, Optional.of(txCode), Optional.empty())),
                Optional.empty());
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared; read from the database and used once
    private record Row(OfferId id, PersonId person, CredentialConfigurationId configuration, byte[] txCodeMac,
                       int wrongCodes) {
        Row(ResultSet row) throws SQLException {
            this(new OfferId(row.getObject(1, UUID.class)), new PersonId(row.getObject(2, UUID.class)),
                    new CredentialConfigurationId(row.getString(3)), row.getBytes(4), row.getInt(5));
        }
    }
}
