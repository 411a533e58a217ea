package org.amana.verifier.exchange.order;

import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.RelationId;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.json.Base64Url;
import org.amana.core.register.CredentialCategory;
import org.amana.support.sealing.Sealer;
import org.amana.verifier.request.Check;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What the person and, of somebody under age, their guardian answered, in the rows of the orders. Presentations are
 * sealed with the key at rest, and gone when nothing more can be fetched with them.
 */
@Repository
public class OrderAnswers {
    private final JdbcClient jdbc;
    private final Sealer atRest;

    OrderAnswers(JdbcClient jdbc, Sealer atRest) {
        this.jdbc = jdbc;
        this.atRest = atRest;
    }

    /**
     * What a source gets to see of an answer.
     *
     * @param presentation SD-JWT with its key binding
     */
    public record Answer(String requestObject, String presentation) {}

    /** A yes: what was consented to, and what came with it. */
    public record Yes(ExchangeOrder.Consent consent, List<CredentialCategory> agreed, Answer answer) {}

    /** ASKED to READY, of a person who decides for themselves; false when it is not ASKED any more. */
    public boolean agree(ExchangeOrder order, Yes yes, Instant now) {
        return person(order, yes, "state = 'READY', next_attempt_at = :now", "not with_guardian", now).update() == 1;
    }

    /**
     * ASKED to ASKED_GUARDIAN: the person under age said yes.
     *
     * @param relation key by which they decided
     * @param guardians the check by which the guardian is asked
     */
    public boolean askGuardian(ExchangeOrder order, Yes yes, RelationId relation, Check guardians, Instant now) {
        return person(order, yes, """
                state = 'ASKED_GUARDIAN', next_attempt_at = :until, persons_relation = :relation,
                    guardian_check_id = :check""", "with_guardian", now)
                .param("until", Timestamp.from(guardians.expiresAt()))
                .param("relation", relation.thumbprint())
                .param("check", guardians.id().value())
                .update() == 1;
    }

    private JdbcClient.StatementSpec person(ExchangeOrder order, Yes yes, String next, String whose, Instant now) {
        return jdbc.sql("update exchange_order set " + next + """
                , record = :record, request_hash = :hash, request_object = :request, presentation = :sealed,
                    categories = :categories::jsonb, changed_at = :now
                where order_id = :id and state = 'ASKED' and""" + " " + whose)
                .param("record", yes.consent().record().value())
                .param("hash", yes.consent().requestHash().value())
                .param("request", yes.answer().requestObject())
                .param("sealed", seal(yes.answer().presentation(), persons(order)))
                .param("categories", OrderRow.write(yes.agreed()))
                .param("now", Timestamp.from(now))
                .param("id", order.id().value());
    }

    /** ASKED_GUARDIAN to READY: both agreed; false when it is not waiting for the guardian any more. */
    public boolean guardianAgrees(ExchangeOrder order, Yes yes, GuardiansPart.Mandate mandate, Instant now) {
        return jdbc.sql("""
                update exchange_order set state = 'READY', guardian_record = :record, guardian_request_hash = :hash,
                    guardian_request_object = :request, guardian_presentation = :sealed, mandate_issuer = :issuer,
                    mandate_until = :until, categories = :categories::jsonb, next_attempt_at = :now, changed_at = :now
                where order_id = :id and state = 'ASKED_GUARDIAN'""")
                .param("record", yes.consent().record().value())
                .param("hash", yes.consent().requestHash().value())
                .param("request", yes.answer().requestObject())
                .param("sealed", seal(yes.answer().presentation(), guardians(order)))
                .param("issuer", mandate.issuer())
                .param("until", mandate.until().map(Date::valueOf).orElse(null))
                .param("categories", OrderRow.write(yes.agreed()))
                .param("now", Timestamp.from(now))
                .param("id", order.id().value())
                .update() == 1;
    }

    /** The question can be fetched until then, at least. */
    public void prolonged(String checkId, Instant until, Instant now) {
        jdbc.sql("""
                update exchange_order set next_attempt_at = greatest(next_attempt_at, :until), changed_at = :now
                where check_id = :check and state = 'ASKED' and taken_at is null
                    or guardian_check_id = :check and state = 'ASKED_GUARDIAN' and guardian_taken_at is null""")
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(now))
                .param("check", checkId)
                .update();
    }

    /** The wallet of whoever is asked has the question, which can be answered until then. */
    public void taken(String checkId, Instant until, Instant now) {
        jdbc.sql("""
                update exchange_order set taken_at = :now, next_attempt_at = :until, changed_at = :now
                where check_id = :check and state = 'ASKED'""")
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(now))
                .param("check", checkId)
                .update();
        jdbc.sql("""
                update exchange_order set guardian_taken_at = :now, next_attempt_at = :until, changed_at = :now
                where guardian_check_id = :check and state = 'ASKED_GUARDIAN'""")
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(now))
                .param("check", checkId)
                .update();
    }

    /** The question to the person ended without an agreement. */
    public void notAgreed(String checkId, ExchangeState state, Optional<String> reason, Instant now) {
        ended("check_id = :check and state = 'ASKED'", checkId, state, reason, now);
    }

    /** The question to the guardian ended without an agreement; what the person answered is of no use then. */
    public void guardianNotAgreed(String checkId, ExchangeState state, Optional<String> reason, Instant now) {
        ended("guardian_check_id = :check and state = 'ASKED_GUARDIAN'", checkId, state, reason, now);
    }

    private void ended(String which, String checkId, ExchangeState state, Optional<String> reason, Instant now) {
        jdbc.sql("update exchange_order set state = :state, reason = :reason, presentation = null, changed_at = :now"
                + " where " + which)
                .param("state", state.name())
                .param("reason", reason.orElse(null))
                .param("now", Timestamp.from(now))
                .param("check", checkId)
                .update();
    }

    /** What was answered, by both where two had to agree, while something can be fetched with it. */
    public Optional<ReleaseRequest.Enclosed> enclosed(ExchangeOrder order) {
        return jdbc.sql("""
                select request_object, presentation, guardian_request_object, guardian_presentation from exchange_order
                where order_id = :id and presentation is not null
                    and (not with_guardian or guardian_presentation is not null)""")
                .param("id", order.id().value())
                .query((row, number) -> (ReleaseRequest.Enclosed) new ReleaseRequest.Enclosed.Answer(row.getString(1),
                        open(row.getString(2), persons(order)),
                        guardiansConsent(order).isEmpty()
                                ? Optional.empty()
                                : Optional.of(new ReleaseRequest.GuardiansAnswer(
                                        guardiansConsent(order).get().record(), row.getString(3),
                                        open(row.getString(4), guardians(order))))))
                .optional();
    }

    private static Optional<ExchangeOrder.Consent> guardiansConsent(ExchangeOrder order) {
        return order.guardian().flatMap(GuardiansPart::consent);
    }

    private String seal(String presentation, String context) {
        return Base64Url.encode(atRest.seal(presentation.getBytes(StandardCharsets.US_ASCII), context));
    }

    private String open(String sealed, String context) {
        return new String(atRest.open(Base64Url.decode(sealed), context), StandardCharsets.US_ASCII);
    }

    private static String persons(ExchangeOrder order) {
        return "exchange-presentation/" + order.id();
    }

    private static String guardians(ExchangeOrder order) {
        return "guardian-presentation/" + order.id();
    }
}
