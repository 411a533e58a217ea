package org.amana.core.consent.example;

import static org.amana.core.consent.example.Actor.NOON;
import static org.amana.core.consent.example.Actor.QUALIFICATION;
import static org.amana.core.consent.example.Actor.checkRightToWork;
import static org.amana.core.consent.example.Actor.keepDiploma;
import static org.amana.core.consent.example.Terms.asking;
import static org.amana.core.consent.example.Terms.basis;
import static org.amana.core.consent.example.Terms.consequence;
import static org.amana.core.consent.example.Terms.kept;
import static org.amana.core.consent.example.Terms.to;
import static org.amana.core.consent.example.Terms.until;

import java.net.URI;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.AccessReview.Verdict;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.Emergency;
import org.amana.core.consent.EmergencyReason;
import org.amana.core.consent.ErasureConfirmation;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.Notice;
import org.amana.core.consent.Objection;
import org.amana.core.consent.ObjectionAnswer;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.Representation;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.Views;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.LocalizedText;
import org.amana.core.testing.RepeatableKey;
import org.amana.core.testing.TestCertificate;

/** Every form of event that is written, made by the code that writes it. */
final class ValidEvents {
    static final Actor PERSON = Actor.named("pairwise key towards the bakery");
    static final RepeatableKey BAKERY = RepeatableKey.of("access key of the bakery")
            .certifiedBy(RepeatableKey.of("authority of the examples"),
                    TestCertificate.leaf("Harbour Bakery").dnsName("bakery.example"));
    static final String SOURCE = "https://issuer.example/recognition-office";
    static final RepeatableKey OFFICE = RepeatableKey.of("key of the recognition office")
            .certifiedBy(RepeatableKey.of("authority of the examples"),
                    TestCertificate.leaf("Recognition Office").uri(URI.create(SOURCE)));
    static final Actor ONCE = Actor.named("one-time key of a presentation");
    private final List<Example> examples = new ArrayList<>();

    static List<Example> all() {
        var events = new ValidEvents();
        events.given();
        events.answered();
        events.putOffAndRenewed();
        events.presented();
        events.erased();
        events.exchanged();
        events.represented();
        events.byLaw();
        events.inAnEmergency();
        return events.examples;
    }

    private void given() {
        ConsentTerms terms = keepDiploma();
        put("given", given(terms));
        put("given-in-arabic", in("ar", given(consequence(terms, "لا يتغير شيء في عملك."))));
        put("given-in-a-written-variant", in("zh-Hant-TW", given(terms)));
        put("given-without-end", given(until(terms, Optional.empty())));
        put("given-until-a-leap-day", given(until(terms, Optional.of(Instant.parse("2028-02-29T23:59:59Z")))));
        put("given-for-special-categories", given(basis(terms, "eu-gdpr:A6-1-a", "eu-gdpr:A9-2-a")));
        put("given-by-explicit-consent", given(basis(terms, "eu-gdpr:A6-1-a-explicit-consent")));
        put("given-for-one-nested-claim",
                given(asking(terms,
                        new CredentialCategory(QUALIFICATION, List.of(List.of("qualification", "title"))))));
        put("given-for-two-credentials", given(asking(terms, terms.categories().getFirst(), new CredentialCategory(
                "https://amana.example/vct/language-level", List.of(List.of("level"))))));
        put("given-to-an-authority-named-by-address", given(to(terms, "https://issuer.example/recognition-office")));
        put("given-for-a-year-and-a-half", given(kept(terms, Period.of(1, 6, 10))));
    }

    private void answered() {
        SignedConsentEvent given = PERSON.sign(given(keepDiploma()));
        ChainPosition second = Actor.after(given.event(), given);
        ConsentEvent withdrawn = given.event().withdrawn(second, NOON.plusSeconds(86_400));
        put("withdrawn", withdrawn);
        put("withdrawn-in-the-same-second", given.event().withdrawn(second, NOON));
        put("withdrawn-late-in-a-relation",
                given.event().withdrawn(new ChainPosition(40, second.previous()), NOON.plusSeconds(9_000_000)));
        put("withdrawn-after-its-end", given.event().withdrawn(second, Instant.parse("2027-06-01T00:00:00Z")));
        put("refused", PERSON.event(EventKind.REFUSED, keepDiploma()));
        put("refused-in-arabic", in("ar", PERSON.event(EventKind.REFUSED,
                consequence(keepDiploma(), "لا يتغير شيء في عملك."))));
        ChainPosition third = Actor.after(withdrawn, PERSON.sign(withdrawn));
        put("given-again-after-withdrawal", another(EventKind.GIVEN, third));
        put("refused-after-withdrawal", another(EventKind.REFUSED, third));
    }

    private void putOffAndRenewed() {
        ConsentEvent putOff = PERSON.event(EventKind.DEFERRED, keepDiploma());
        put("put-off", putOff);
        ChainPosition later = Actor.after(putOff, PERSON.sign(putOff));
        for (EventKind answer : List.of(EventKind.GIVEN, EventKind.REFUSED)) {
            put(answer.name().toLowerCase(java.util.Locale.ROOT) + "-after-it-was-put-off", new ConsentEvent(answer,
                    putOff.record(), putOff.actor(), later, NOON.plusSeconds(86_400), putOff.terms(),
                    putOff.notice(), putOff.requestHash()));
        }
        ConsentEvent given = given(keepDiploma());
        ConsentEvent renewed = given.renewed(Actor.after(given, PERSON.sign(given)),
                Instant.parse("2027-05-20T08:00:00Z"), Instant.parse("2027-11-23T12:00:00Z"),
                Notice.of("May Harbour Bakery keep your diploma for six more months?", "en"));
        put("renewed", renewed);
        put("renewed-again", renewed.renewed(Actor.after(renewed, PERSON.sign(renewed)),
                Instant.parse("2027-11-20T08:00:00Z"), Instant.parse("2028-05-23T12:00:00Z"), renewed.notice()));
    }

    private void presented() {
        put("approved-under-a-law", ONCE.event(EventKind.APPROVED, checkRightToWork()), ONCE);
        put("approved-for-a-public-task",
                ONCE.event(EventKind.APPROVED, basis(checkRightToWork(), "eu-gdpr:A6-1-e-public-interest")), ONCE);
        put("approved-beside-a-consent",
                ONCE.event(EventKind.APPROVED, until(keepDiploma(), Optional.empty())), ONCE);
        put("approved-for-somebody-unregistered", ONCE.event(EventKind.APPROVED, new ConsentTerms("unregistered",
                keepDiploma().purposeHash(), List.of("unknown"), Optional.empty(), "x509_san_dns:unknown.example",
                Optional.empty(),
                keepDiploma().categories(), Optional.empty(), Period.ZERO, Optional.empty(), "")), ONCE);
        Actor verifier = Actor.named("key of a verifier");
        put("received", verifier.event(EventKind.RECEIVED, checkRightToWork()), verifier);
    }

    private void erased() {
        Instant erased = NOON.plusSeconds(172_800);
        String confirmation = ErasureConfirmation.sign(BAKERY, "harbour-bakery", Actor.RECORD, Actor.REQUEST, erased);
        examples.add(Example.valid("erased", ErasureEvent.of(ErasureConfirmation.verify(confirmation),
                RelationId.of(PERSON.key().publicJwk()), erased.plusSeconds(5)).bytes()));
    }

    private void exchanged() {
        put("given-for-data-of-another-office", given(keepDiploma().from(SOURCE)));
        Instant fetched = NOON.plusSeconds(60);
        PermitOrder order = PermitOrder.verify(PermitOrder.sign(OFFICE, SOURCE, "AAAAAAAAAAAAAAAAAAAAA1", fetched,
                Actor.RECORD, Actor.REQUEST, "harbour-bakery", "keep-diploma-on-file", keepDiploma().categories()));
        put("permitted", ExchangeEvent.of(order, relation(), fetched.plusSeconds(1), Optional.empty()));
        put("denied", ExchangeEvent.of(order, relation(), fetched.plusSeconds(1), Optional.of(DenyReason.WITHDRAWN)));
        put("delivered", ExchangeEvent.of(outcome(BAKERY, "harbour-bakery", Optional.empty()), relation(),
                fetched.plusSeconds(3)));
        put("failed-at-the-source", ExchangeEvent.of(
                outcome(OFFICE, SOURCE, Optional.of("register_unavailable")), relation(), fetched.plusSeconds(3)));
    }

    private void represented() {
        ConsentTerms terms = until(keepDiploma(), Optional.of(Instant.parse("2027-03-01T00:00:00Z"))).from(SOURCE);
        put("given-beside-a-guardian", given(minor(terms, Views.YES)));
        put("refused-beside-a-guardian", PERSON.event(EventKind.REFUSED, minor(terms, Views.NO)));
        put("put-off-beside-a-guardian", PERSON.event(EventKind.DEFERRED, minor(terms, Views.NOT_ABLE)));
        ConsentEvent given = given(minor(terms, Views.YES));
        ChainPosition second = Actor.after(given, PERSON.sign(given));
        put("withdrawn-beside-a-guardian", given.withdrawn(second, NOON.plusSeconds(86_400)));
        put("renewed-on-coming-of-age", given.reaffirmed(second, NOON.plusSeconds(86_400), given.notice()));
        ConsentTerms forWard = terms.represented(Optional.of(new Representation.ForWard(
                RequestHash.of("what the young person was asked"))));
        put("given-by-a-guardian", given(forWard));
        put("refused-by-a-guardian", PERSON.event(EventKind.REFUSED, forWard));
        PermitOrder order = PermitOrder.verify(PermitOrder.sign(OFFICE, SOURCE, "AAAAAAAAAAAAAAAAAAAAA6",
                NOON.plusSeconds(60), Actor.RECORD, Actor.REQUEST, "harbour-bakery", "keep-diploma-on-file",
                keepDiploma().categories(), Optional.empty(),
                Optional.of(new PersonsAge.UnderAge(Optional.of(new PersonsAge.Guardian(
                        new RecordId("BBBBBBBBBBBBBBBBBBBBBA"), RequestHash.of("what the guardian was asked"),
                        Instant.parse("2027-03-01T00:00:00Z")))))));
        put("permitted-beside-a-guardian",
                ExchangeEvent.of(order, relation(), NOON.plusSeconds(61), Optional.empty()));
        for (DenyReason reason : List.of(DenyReason.GUARDIAN_MISSING, DenyReason.GUARDIAN_WITHDRAWN,
                DenyReason.SUSPENDED)) {
            put("denied-" + reason.code().replace('_', '-'),
                    ExchangeEvent.of(order, relation(), NOON.plusSeconds(61), Optional.of(reason)));
        }
    }

    private static ConsentTerms minor(ConsentTerms terms, Views views) {
        return terms.represented(Optional.of(new Representation.WithGuardian(views)));
    }

    private void byLaw() {
        Instant named = NOON.plusSeconds(90_000);
        var use = use("check-diploma-by-law", "eu-gdpr:A6-1-c");
        var access = LawfulAccess.verify(LawfulAccess.sign(BAKERY, use,
                new LawfulAccess.Wanted(new RecordId("CCCCCCCCCCCCCCCCCCCCCC"),
                        new LawfulAccess.Known(Actor.RECORD, Actor.REQUEST), SOURCE, named.plusSeconds(864_000),
                        use.credentials()),
                "AAAAAAAAAAAAAAAAAAAAA3", named));
        put("authorised-by-law", ExchangeEvent.of(access, relation(), named.plusSeconds(1)));
        put("objected", ExchangeEvent.of(Objection.verify(Objection.sign(PERSON.key(), access.record(),
                access.requestHash(), Optional.of("My case is closed."), "AAAAAAAAAAAAAAAAAAAAA4",
                named.plusSeconds(60))), named.plusSeconds(61)));
        put("objection-upheld", answer(access, named.plusSeconds(3_600), Optional.empty()));
        put("objection-rejected",
                answer(access, named.plusSeconds(3_600), Optional.of("The law asks us to look at this each year.")));
    }

    private static IntendedUse use(String id, String basis) {
        return new IntendedUse(id, "harbour-bakery",
                LocalizedText.english("Check that your diploma is still recognised"),
                List.of(basis), Optional.of("http://data.europa.eu/eli/dir/2005/36/oj"), false,
                LocalizedText.english("Your consent is not asked."), Period.ofMonths(6), List.of(),
                keepDiploma().categories());
    }

    private void inAnEmergency() {
        Instant named = NOON.plusSeconds(90_000);
        var use = use("reach-you-in-an-emergency", "eu-gdpr:A6-1-d");
        var reason = new EmergencyReason("She was carried in and cannot speak.", "A".repeat(43));
        var access = LawfulAccess.verify(LawfulAccess.sign(BAKERY, use,
                new LawfulAccess.Wanted(new RecordId("EEEEEEEEEEEEEEEEEEEEEA"),
                        new LawfulAccess.Known(Actor.RECORD, Actor.REQUEST), SOURCE, named.plusSeconds(864_000),
                        use.credentials(),
                        Optional.of(new Emergency(reason.commitment(), named.plusSeconds(259_200),
                                reason.pseudonym("clerk")))),
                "AAAAAAAAAAAAAAAAAAAAA7", named));
        put("authorised-in-an-emergency", ExchangeEvent.of(access, relation(), named.plusSeconds(1)));
        put("reviewed-as-justified",
                reviewed(access, Verdict.JUSTIFIED, reason, "You could not speak, and the doctors had to know."));
        put("reviewed-as-not-justified",
                reviewed(access, Verdict.NOT_JUSTIFIED, reason, "You could have been asked. We have deleted it."));
        put("reviewed-and-lifted", reviewed(access, Verdict.LIFTED, reason, "We have spoken with who did this."));
        PermitOrder order = PermitOrder.verify(PermitOrder.sign(OFFICE, SOURCE, "AAAAAAAAAAAAAAAAAAAAA8",
                named.plusSeconds(300_000), access.record(), access.requestHash(), "harbour-bakery", use.id(),
                use.credentials()));
        for (DenyReason denial : List.of(DenyReason.NOT_REVIEWED, DenyReason.NOT_JUSTIFIED,
                DenyReason.EARLIER_EMERGENCY)) {
            put("denied-" + denial.code().replace('_', '-'),
                    ExchangeEvent.of(order, relation(), named.plusSeconds(300_001), Optional.of(denial)));
        }
    }

    private static ExchangeEvent reviewed(LawfulAccess access, Verdict verdict, EmergencyReason reason,
                                          String words) {
        return ExchangeEvent.of(AccessReview.verify(AccessReview.sign(BAKERY, "harbour-bakery",
                "AAAAAAAAAAAAAAAAAAAAA9", access.time().plusSeconds(3_600), access.record(), access.requestHash(),
                verdict, words, reason.pseudonym("officer"))), relation(), access.time().plusSeconds(3_601));
    }

    private static ExchangeEvent answer(LawfulAccess access, Instant at, Optional<String> grounds) {
        return ExchangeEvent.of(ObjectionAnswer.verify(ObjectionAnswer.sign(BAKERY, "harbour-bakery",
                "AAAAAAAAAAAAAAAAAAAAA5", at, access.record(), access.requestHash(), grounds)), relation(),
                at.plusSeconds(1));
    }

    private static ExchangeOutcome outcome(RepeatableKey key, String issuer, Optional<String> failure) {
        return ExchangeOutcome.verify(ExchangeOutcome.sign(key, issuer, "AAAAAAAAAAAAAAAAAAAAA2", NOON.plusSeconds(62),
                Actor.RECORD, Actor.REQUEST, 17, failure));
    }

    private static RelationId relation() {
        return RelationId.of(PERSON.key().publicJwk());
    }

    private void put(String name, ExchangeEvent event) {
        examples.add(Example.valid(name, event.bytes()));
    }

    private ConsentEvent another(EventKind kind, ChainPosition at) {
        return new ConsentEvent(kind, new RecordId("BBBBBBBBBBBBBBBBBBBBBB"), PERSON.key().publicJwk(), at,
                NOON.plusSeconds(200_000), until(keepDiploma(), Optional.empty()),
                Notice.of("May Harbour Bakery keep your diploma after all?", "en"),
                RequestHash.of("second request of the bakery"));
    }

    private void put(String name, ConsentEvent event) {
        put(name, event, PERSON);
    }

    private void put(String name, ConsentEvent event, Actor actor) {
        examples.add(Example.valid(name, actor.sign(event).bytes()));
    }

    private static ConsentEvent given(ConsentTerms terms) {
        return PERSON.event(EventKind.GIVEN, terms);
    }

    private static ConsentEvent in(String language, ConsentEvent event) {
        return new ConsentEvent(event.kind(), event.record(), event.actor(), event.position(), event.time(),
                event.terms(), Notice.of("the notice in " + language, language), event.requestHash());
    }
}
