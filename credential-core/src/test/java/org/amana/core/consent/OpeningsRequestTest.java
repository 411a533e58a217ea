package org.amana.core.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class OpeningsRequestTest {
    private static final String LEDGER = "https://ledger.example";
    private static final String ID = "AAAAAAAAAAAAAAAAAAAAAA";
    private final EphemeralKey person = EphemeralKey.generate();
    private final Opening opening = Opening.make(EventSignature.sign(Samples.given(person), person), new Random(1));

    @Test
    void verify_whenSignedForThisLedger_givesWhatWasHandedIn() {
        OpeningsRequest read = verify(sign(List.of(new OpenedEntry(0, opening), new OpenedEntry(7, opening))));
        assertThat(read.request().relation()).isEqualTo(RelationId.of(person.publicJwk()));
        assertThat(read.openings()).extracting(OpenedEntry::index).containsExactly(0L, 7L);
        assertThat(read.openings().getLast().opening().commitment()).isEqualTo(opening.commitment());
    }

    @Test
    void verify_whenAtTheLimit_isRead_andOneMoreIsRefused() {
        assertThat(verify(sign(entries(OpeningsRequest.MAX_OPENINGS))).openings())
                .hasSize(OpeningsRequest.MAX_OPENINGS);
        refuse(sign(entries(OpeningsRequest.MAX_OPENINGS + 1)), "at most");
        refuse(sign(List.of()), "1 to");
    }

    @Test
    void verify_whenIndexesDoNotRise_isRefused() {
        refuse(sign(List.of(new OpenedEntry(7, opening), new OpenedEntry(7, opening))), "rise");
        refuse(sign(List.of(new OpenedEntry(7, opening), new OpenedEntry(6, opening))), "rise");
    }

    @Test
    void verify_whenAnOpeningIsNone_isRefused() {
        refuse(claims("{\"openings\":{}}"), "list");
        refuse(claims("{}"), "list");
        refuse(claims("{\"openings\":[7]}"), "index");
        refuse(claims("{\"openings\":[{\"index\":\"7\"}]}"), "index");
        refuse(claims("{\"openings\":[{\"index\":7.5}]}"), "index");
        refuse(claims("{\"openings\":[{\"index\":-1,\"event\":\"e30\",\"salt\":\"%s\"}]}"
                .formatted("A".repeat(86))), "below 0");
        refuse(claims("{\"openings\":[{\"index\":7,\"event\":\"e30\",\"salt\":\"AAAA\"}]}"), "64 bytes");
        refuse(claims("{\"openings\":[{\"index\":7,\"event\":\"*\",\"salt\":\"AAAA\"}]}"), "base64url");
    }

    @Test
    void verify_whenItIsAnotherWish_isRefused() {
        refuse(SubjectRequest.sign(SubjectRequest.Wish.ERASURE, person, LEDGER, ID, Samples.NOON), "typ");
        String openings = sign(entries(1));
        assertThatThrownBy(() -> SubjectRequest.verify(SubjectRequest.Wish.RECORDS, openings, LEDGER, Samples.NOON))
                .hasMessageContaining("bad_message");
        assertThatThrownBy(() -> OpeningsRequest.verify(openings, "https://other.example", Samples.NOON))
                .hasMessageContaining("another ledger");
        assertThatThrownBy(() -> OpeningsRequest.verify(openings, LEDGER, Samples.NOON.plusSeconds(61)))
                .hasMessageContaining("older than a minute");
        refuse("x".repeat(OpeningsRequest.MAX_BYTES + 1), "");
    }

    private List<OpenedEntry> entries(int count) {
        return LongStream.range(0, count).mapToObj(index -> new OpenedEntry(index, opening)).toList();
    }

    private String sign(List<OpenedEntry> openings) {
        return OpeningsRequest.sign(openings, person, LEDGER, ID, Samples.NOON);
    }

    private String claims(String json) {
        ObjectNode claims = StrictJson.parseObject(json, 10_000);
        return SubjectRequest.sign(SubjectRequest.Wish.OPENINGS, person, claims, LEDGER, ID, Samples.NOON);
    }

    private static OpeningsRequest verify(String compact) {
        return OpeningsRequest.verify(compact, LEDGER, Samples.NOON);
    }

    private static void refuse(String compact, String words) {
        assertThatThrownBy(() -> verify(compact)).hasMessageContaining("bad_message").hasMessageContaining(words);
    }
}
