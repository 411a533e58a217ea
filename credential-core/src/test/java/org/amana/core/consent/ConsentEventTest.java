package org.amana.core.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ConsentEventTest {
    private final EphemeralKey person = EphemeralKey.generate();
    private final SignedConsentEvent given = EventSignature.sign(Samples.given(person), person);

    @Test
    void verify_whenSignedByItsActor_givesTheEventBack() {
        SignedEvent verified = UnverifiedEvent.parse(given.bytes()).verify();
        assertThat(verified).isInstanceOfSatisfying(SignedConsentEvent.class,
                event -> assertThat(event.event()).isEqualTo(given.event()));
        assertThat(given.event().relation().thumbprint()).isEqualTo(person.kid());
    }

    @Test
    void renewed_changesTimePlaceEndAndNoticeAlone() {
        Notice shown = Notice.of("May we go on …?", "ar");
        ChainPosition next = ChainPosition.first().next(given(person));
        Instant end = Samples.NOON.plusSeconds(9_000);
        ConsentEvent renewed = given.event().renewed(next, Samples.NOON.plusSeconds(60), end, shown);
        SignedEvent read = UnverifiedEvent.parse(EventSignature.sign(renewed, person).bytes()).verify();
        assertThat(read.kind()).isEqualTo(EventKind.RENEWED);
        assertThat(read.kind().isConsent() && read.kind().isReadable()).isTrue();
        assertThat(renewed.terms()).isEqualTo(given.event().terms().until(end));
        assertThat(new ConsentEvent(EventKind.GIVEN, renewed.record(), renewed.actor(), given.event().position(),
                Samples.NOON, given.event().terms(), given.event().notice(), renewed.requestHash()))
                .isEqualTo(given.event());
    }

    @Test
    void signingInput_showsABrowserTheCanonicalEvent() {
        String[] parts = EventSignature.signingInput(given.event()).split("\\.", 2);
        ObjectNode shown = StrictJson.parseObject(Base64Url.decode(parts[1]), 10_000);
        assertThat(shown.path("controller").asString()).isEqualTo("harbour-bakery");
        assertThat(shown.path("purpose").path("id").asString()).isEqualTo("keep-diploma-on-file");
        assertThat(StrictJson.canonical(shown)).isEqualTo(given.event().canonicalBytes());
    }

    @Test
    void verify_whenAnythingSignedDiffers_isRefused() {
        refuse(event -> event.put("retention", "P60M"), "bad_actor_signature");
        refuse(event -> event.put("kind", "REFUSED"), "bad_actor_signature");
        refuse(event -> event.putArray("legal_basis").add("eu-gdpr:A6-1-c"), "bad_actor_signature");
        refuse(event -> event.put("seq", 2).put("prev", given(person).toBase64Url()), "bad_actor_signature");
        refuse(event -> event.putObject("actor")
                .set("jwk",
                        org.amana.core.jose.Jwks.toMinimalJson(EphemeralKey.generate().publicJwk())),
                "bad_actor_signature");
        refuse(event -> event.put("signature", ""), "bad_actor_signature");
        refuse(event -> event.put("signature", "e30..AAAA"), "bad_actor_signature");
    }

    @Test
    void verify_whenMalformed_isRefused() {
        refuse(event -> event.put("relation", EphemeralKey.generate().kid()), "malformed_event");
        refuse(event -> event.put("note_to_self", "x"), "malformed_event");
        refuse(event -> event.remove("signature"), "malformed_event");
        refuse(event -> event.put("kind", "FORGOTTEN"), "malformed_event");
        refuse(event -> event.put("seq", 0), "malformed_event");
        refuse(event -> event.put("seq", 1.5), "malformed_event");
        refuse(event -> event.put("time", "yesterday"), "malformed_event");
        refuse(event -> event.put("profile", "v2"), "malformed_event");
        refuse(event -> event.remove("legal_basis"), "malformed_event");
        refuse(event -> event.remove("categories"), "malformed_event");
    }

    @Test
    void parse_whenNotCanonicalOrTooLong_isRefused() {
        byte[] spaced = new String(given.bytes(), StandardCharsets.UTF_8).replace("\":", "\": ")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> UnverifiedEvent.parse(spaced)).hasMessageContaining("canonical");
        assertThatThrownBy(() -> UnverifiedEvent.parse(new byte[UnverifiedEvent.MAX_BYTES + 1]))
                .hasMessageContaining("json_too_large");
    }

    @Property(tries = 300)
    void parse_whateverTheBytes_throwsNothingElse(@ForAll byte[] bytes, @ForAll int at, @ForAll byte changed) {
        byte[] damaged = given.bytes();
        damaged[Math.floorMod(at, damaged.length)] = changed;
        for (byte[] candidate : new byte[][]{bytes, damaged}) {
            try {
                UnverifiedEvent.parse(candidate).verify();
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isNotBlank();
            }
        }
    }

    @Test
    void erasure_whenConfirmedByTheRecipient_isAnEventOfItsOwn() {
        SigningKey bakery = TestCa.root("access")
                .verifier("bakery.example",
                        java.net.URI.create("urn:amana:party:harbour-bakery"));
        Instant erasedAt = Samples.NOON.plusSeconds(30);
        String confirmation = ErasureConfirmation.sign(bakery, "harbour-bakery", Samples.RECORD, Samples.REQUEST,
                erasedAt);
        ErasureEvent event = ErasureEvent.of(ErasureConfirmation.verify(confirmation), given.event().relation(),
                erasedAt.plusSeconds(1));
        SignedEvent read = UnverifiedEvent.parse(event.bytes()).verify();
        assertThat(read.kind()).isEqualTo(EventKind.ERASED);
        assertThat(read.requestHash()).isEqualTo(Samples.REQUEST);
        ObjectNode other = StrictJson.parseObject(event.bytes(), 20_000).put("record", "BBBBBBBBBBBBBBBBBBBBBB");
        assertThatThrownBy(() -> UnverifiedEvent.parse(StrictJson.canonical(other)).verify())
                .hasMessageContaining("malformed_event");
        assertThatThrownBy(
                () -> ErasureConfirmation.verify(confirmation.substring(0, confirmation.length() - 4) + "AAAA"))
                .hasMessageContaining("bad_message");
        assertThatThrownBy(() -> ErasureConfirmation.verify(ErasureConfirmation.sign(person, "harbour-bakery",
                Samples.RECORD, Samples.REQUEST, erasedAt))).as("without certificate")
                .hasMessageContaining("bad_message");
    }

    @Test
    void notice_whenForAnotherPartyOrByAnotherKey_isRefused() {
        EphemeralKey ledger = EphemeralKey.generate();
        var notice = new ConsentNotice("ledger.example/log", "harbour-bakery", "id-1", Samples.NOON,
                EventKind.WITHDRAWN,
                Samples.RECORD, Samples.REQUEST, "keep-diploma-on-file", 9);
        String signed = notice.sign(ledger);
        assertThat(ConsentNotice.verify(signed, ledger.publicJwk(), "harbour-bakery")).isEqualTo(notice);
        assertThatThrownBy(() -> ConsentNotice.verify(signed, ledger.publicJwk(), "other"))
                .hasMessageContaining("another party");
        assertThatThrownBy(() -> ConsentNotice.verify(signed, person.publicJwk(), "harbour-bakery"))
                .hasMessageContaining("bad_message");
    }

    @Test
    void subjectRequest_whenForAnotherLedgerOrOld_isRefused() {
        String signed = SubjectRequest.sign(SubjectRequest.Wish.RECORDS, person, "https://ledger.example",
                "AAAAAAAAAAAAAAAAAAAAAA", Samples.NOON);
        assertThat(SubjectRequest
                .verify(SubjectRequest.Wish.RECORDS, signed, "https://ledger.example", Samples.NOON.plusSeconds(60))
                .relation())
                .isEqualTo(given.event().relation());
        assertThatThrownBy(
                () -> SubjectRequest.verify(SubjectRequest.Wish.RECORDS, signed, "https://other.example", Samples.NOON))
                .hasMessageContaining("another ledger");
        assertThatThrownBy(() -> SubjectRequest.verify(SubjectRequest.Wish.RECORDS, signed, "https://ledger.example",
                Samples.NOON.plusSeconds(61)))
                .hasMessageContaining("older than a minute");
    }

    private Commitment given(SigningKey key) {
        return Opening.make(EventSignature.sign(Samples.given(key), key), TestRandom.seeded()).commitment();
    }

    private void refuse(Consumer<ObjectNode> change, String code) {
        ObjectNode event = StrictJson.parseObject(given.bytes(), 100_000);
        change.accept(event);
        assertThatThrownBy(() -> UnverifiedEvent.parse(StrictJson.canonical(event)).verify())
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
        assertThat(Optional.of(given.bytes())).as("the fixture itself holds")
                .hasValueSatisfying(
                        bytes -> assertThat(UnverifiedEvent.parse(bytes).verify().bytes()).isEqualTo(bytes));
    }
}
