package org.amana.ledger.permit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.AccessReview.Verdict;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.Emergency;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.Objection;
import org.amana.core.consent.ObjectionAnswer;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.StaffPseudonym;
import org.amana.core.json.StrictJson;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.LocalizedText;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.Offices;
import org.amana.ledger.Person;
import tools.jackson.databind.node.ObjectNode;

/** The bakery as an office with a law: it agreed an exchange with a person before, and asks again without asking. */
final class ByLaw {
    static final String BASIS = "eu-gdpr:A6-1-e";
    static final String LAW = "http://data.europa.eu/eli/dir/2005/36/oj";
    static final StaffPseudonym CLERK = new StaffPseudonym("C".repeat(43));
    static final StaffPseudonym OFFICER = new StaffPseudonym("D".repeat(43));
    final Exchange exchange;

    ByLaw(Exchange exchange) {
        this.exchange = exchange;
    }

    /** A use of the bakery's that rests on a law. */
    static IntendedUse use(String id, String purpose, List<List<String>> claims) {
        return new IntendedUse(id, "harbour-bakery", LocalizedText.english(purpose), List.of(BASIS), Optional.of(LAW),
                false, LocalizedText.english("You may object"), Period.ofMonths(1), List.of(),
                List.of(new CredentialCategory(Fixtures.QUALIFICATION, claims)));
    }

    static IntendedUse use(String id, String purpose) {
        return use(id, purpose, List.of(List.of("qualification")));
    }

    /** The same on these grounds. */
    static IntendedUse on(IntendedUse use, String... basis) {
        return new IntendedUse(use.id(), use.party(), use.purpose(), List.of(basis), use.lawReference(),
                use.withdrawable(), use.refusalConsequence(), use.retention(), use.recipients(), use.credentials());
    }

    /** Puts it into the register, beside what is there at first. */
    void register(IntendedUse... uses) {
        ObjectNode register = exchange.register();
        for (IntendedUse use : uses) {
            ((tools.jackson.databind.node.ArrayNode) register.path("intended_uses")).add(use.toJson());
        }
        exchange.register(register);
    }

    /** An access under that use, known by this exchange. */
    Access access(IntendedUse use, ConsentEvent known) {
        return new Access(use, new RecordId(Person.fresh()),
                new LawfulAccess.Known(known.record(), known.requestHash()), Fixtures.RECOGNITION_OFFICE,
                use.credentials());
    }

    /** An access in the making; its statement is signed once. */
    final class Access {
        final IntendedUse use;
        final RecordId record;
        final String compact;

        Access(IntendedUse use, RecordId record, LawfulAccess.Known known, String source,
                List<CredentialCategory> categories) {
            this(use, record, known, source, categories, exchange.offices.requester());
        }

        Access(IntendedUse use, RecordId record, LawfulAccess.Known known, String source,
                List<CredentialCategory> categories, SigningKey key) {
            this(use, new LawfulAccess.Wanted(record, known, source, Instant.now().plus(20, ChronoUnit.DAYS), // runs
                    categories), key, Instant.now()); // the service's clock runs
        }

        Access(IntendedUse use, LawfulAccess.Wanted wanted, SigningKey key, Instant named) {
            this.use = use;
            this.record = wanted.record();
            this.compact = LawfulAccess.sign(key, use, wanted, Person.fresh(), named);
        }

        LawfulAccess statement() {
            return LawfulAccess.verify(compact);
        }

        /** The order of the source that fits it. */
        Caller.Answer order() {
            return order(statement().categories());
        }

        Caller.Answer order(List<CredentialCategory> categories) {
            return post(record, use.party(), use.id(), categories);
        }

        Caller.Answer post(RecordId other, String requester, String purpose, List<CredentialCategory> categories) {
            ObjectNode body = StrictJson.object()
                    .put("order", PermitOrder.sign(exchange.offices.source(),
                            Fixtures.RECOGNITION_OFFICE, Person.fresh(), Instant.now(), other,
                            statement().requestHash(), // as above
                            requester, purpose, categories));
            return exchange.source.post("/v1/permits", Person.fresh(), body.put("law", compact));
        }

        Caller.Answer object(Person person) {
            return exchange.wallet.post("/v1/objections", Person.fresh(), StrictJson.object()
                    .put("objection", Objection.sign(person.key(), record, statement().requestHash(),
                            Optional.of("My case is closed."), Person.fresh(), Instant.now()))); // as above
        }

        Caller.Answer review(boolean justified) {
            return review(exchange.offices.requester(), "harbour-bakery", justified);
        }

        Caller.Answer review(SigningKey key, String party, boolean justified) {
            return review(key, party, justified ? Verdict.JUSTIFIED : Verdict.NOT_JUSTIFIED, OFFICER);
        }

        /** Lets other emergencies be opened again. */
        Caller.Answer lift() {
            return review(exchange.offices.requester(), "harbour-bakery", Verdict.LIFTED, OFFICER);
        }

        Caller.Answer review(SigningKey key, String party, Verdict verdict, StaffPseudonym by) {
            return reviewed(AccessReview.sign(key, party, Person.fresh(), Instant.now(), record, // as above
                    statement().requestHash(), verdict, "The person could not speak.", by));
        }

        Caller.Answer reviewed(String review) {
            return exchange.requester.post("/v1/reviews", Person.fresh(), StrictJson.object().put("review", review));
        }

        Caller.Answer answer(Optional<String> grounds) {
            return answer(exchange.offices.requester(), "harbour-bakery", grounds);
        }

        Caller.Answer answer(SigningKey key, String party, Optional<String> grounds) {
            return exchange.requester.post("/v1/objections/answers", Person.fresh(), StrictJson.object()
                    .put("answer", ObjectionAnswer.sign(key, party, Person.fresh(), Instant.now(), record, // as above
                            statement().requestHash(), grounds)));
        }
    }

    /** An access in an emergency, named at that time and to be reviewed by the other. */
    Access emergency(IntendedUse use, ConsentEvent known, Instant named, Instant reviewBy) {
        return new Access(use, new LawfulAccess.Wanted(new RecordId(Person.fresh()),
                new LawfulAccess.Known(known.record(), known.requestHash()), Fixtures.RECOGNITION_OFFICE,
                named.plus(20, ChronoUnit.DAYS), use.credentials(),
                Optional.of(new Emergency("A".repeat(43), reviewBy, CLERK))), exchange.offices.requester(), named);
    }

    SigningKey otherParty() {
        return exchange.offices.certified(KeyPurpose.ACCESS, URI.create("urn:amana:party:other-firm"));
    }

    /** The kinds of a record's entries in the person's view, in the order of the log. */
    List<String> kinds(RecordId record) {
        var kinds = new ArrayList<String>();
        exchange.view().path("records").forEach(one -> {
            if (one.path("record").asString().equals(record.value())) {
                one.path("entries").forEach(entry -> kinds.add(entry.path("kind").asString()));
            }
        });
        return kinds;
    }

    static void assertPermitted(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().path("kind").asString()).as(answer.text()).isEqualTo("PERMIT");
    }

    static void assertDenied(String reason, Caller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(Map.of("kind", answer.json().path("kind").asString(), "reason", answer.reason()))
                .isEqualTo(Map.of("kind", "DENY", "reason", reason));
    }

    static void assertRefused(String reason, Caller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isGreaterThanOrEqualTo(400);
        assertThat(answer.reason()).as(answer.text()).isEqualTo(reason);
    }

    /** The order that fits a consent, beside those under a law. */
    static Offices.Order order(ConsentEvent given) {
        return Offices.order(given);
    }
}
