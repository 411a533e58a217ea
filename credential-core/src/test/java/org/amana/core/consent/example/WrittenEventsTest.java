package org.amana.core.consent.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.Notice;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.example.Example.Check;
import org.amana.core.register.CredentialCategory;

/** Whatever the code writes of registered terms keeps the profile. */
class WrittenEventsTest {
    private static final long FIRST = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("2999-12-31T23:59:59Z").getEpochSecond();
    private static final ProfileChecks CHECKS = new ProfileChecks(ValidReceipts.LOG.identity());

    @Property(tries = 150)
    void event_ofAnyTerms_passesEveryCheck(@ForAll("terms") ConsentTerms terms, @ForAll("kinds") EventKind kind,
                                           @ForAll("notices") Notice notice) {
        Actor person = ValidEvents.PERSON;
        ConsentEvent first = person.event(EventKind.GIVEN, Actor.keepDiploma());
        ChainPosition second = Actor.after(first, person.sign(first));
        Instant time = terms.validUntil().orElseThrow().minusSeconds(1);
        byte[] event = person.sign(new ConsentEvent(kind, Actor.RECORD, person.key().publicJwk(), second, time, terms,
                notice, RequestHash.of(notice.hash()))).bytes();
        for (Check check : Check.values()) {
            assertThat(CHECKS.reasons(check, "event", event)).as(check.name()).isEmpty();
        }
    }

    @Provide
    Arbitrary<EventKind> kinds() {
        return Arbitraries.of(EventKind.DEFERRED, EventKind.GIVEN, EventKind.RENEWED, EventKind.REFUSED,
                EventKind.WITHDRAWN);
    }

    @Provide
    Arbitrary<Notice> notices() {
        return Combinators.combine(texts(), Arbitraries.of("en", "ar", "ti", "fa-AF", "zh-Hant-TW", "sr-Latn"))
                .as(Notice::of);
    }

    @Provide
    Arbitrary<ConsentTerms> terms() {
        Arbitrary<String> ids = Arbitraries.strings()
                .withChars("abcxyz0189-")
                .ofMinLength(1)
                .ofMaxLength(40)
                .map(text -> "a" + text);
        Arbitrary<List<String>> basis = Arbitraries.of(List.of("eu-gdpr:A6-1-a"),
                List.of("eu-gdpr:A6-1-a", "eu-gdpr:A9-2-a"), List.of("eu-gdpr:A9-2-a", "eu-gdpr:A49-1-a"));
        Arbitrary<List<CredentialCategory>> categories = texts().filter(text -> !text.isEmpty())
                .map(text -> text.substring(0, Math.min(128, text.length())))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(claims -> List.of(new CredentialCategory(Actor.QUALIFICATION, claims)));
        return Combinators.combine(ids, ids, basis, categories, instants(), periods(), texts())
                .as((purpose, party, articles, data, until, retention, consequence) -> new ConsentTerms(purpose,
                        RequestHash.of(purpose).value(), articles, Optional.empty(), party, Optional.empty(), data,
                        Optional.of(until),
                        retention, Optional.of("wallet"), consequence));
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(FIRST, LAST).map(Instant::ofEpochSecond);
    }

    private static Arbitrary<Period> periods() {
        Arbitrary<Integer> count = Arbitraries.integers().between(0, 400);
        return Combinators.combine(count, count, count).as(Period::of);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange('\u0000', '\uD7FF').ofMaxLength(60);
    }
}
