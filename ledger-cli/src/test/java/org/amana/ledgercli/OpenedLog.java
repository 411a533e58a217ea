package org.amana.ledgercli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ErasureConfirmation;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.EventSignature;
import org.amana.core.consent.Opening;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Samples;
import org.amana.core.consent.SignedEvent;
import org.amana.core.consent.Tombstone;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.note.LogSigner;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestRandom;

/** A log of one person's decisions, its openings, and what its operator claims to stand. */
final class OpenedLog {
    static final RecordId FIRST = Samples.RECORD;
    static final RecordId SECOND = new RecordId("BBBBBBBBBBBBBBBBBBBBBB");
    static final SigningKey BAKERY = TestCa.root("access")
            .verifier("bakery.example", URI.create("urn:amana:party:harbour-bakery"));
    final LogSigner signer = LogSigner.generate("ledger.example/log", TestRandom.seeded());
    final EphemeralKey person = EphemeralKey.generate();
    final List<byte[]> entries = new ArrayList<>();
    final TreeMap<Long, Opening> openings = new TreeMap<>();
    final List<String> claims = new ArrayList<>();
    private final RandomGenerator salts = TestRandom.seeded();
    private ChainPosition next = ChainPosition.first();

    /** Entry 0 is public; 1 GIVEN, 2 REFUSED of another record, 3 an approval, 4 WITHDRAWN, 5 ERASED. */
    static OpenedLog ofOnePerson() {
        var log = new OpenedLog();
        log.entries.add(new byte[]{2, '{', '}'});
        log.decide(EventKind.GIVEN, FIRST);
        log.decide(EventKind.REFUSED, SECOND);
        EphemeralKey once = EphemeralKey.generate();
        log.append(EventSignature.sign(event(once, EventKind.APPROVED, FIRST, ChainPosition.first()), once));
        log.decide(EventKind.WITHDRAWN, FIRST);
        log.confirm("harbour-bakery");
        log.claims.add("{\"record\":\"" + FIRST.value()
                + "\",\"state\":\"WITHDRAWN\",\"decided_index\":1,\"withdrawn_index\":4,\"erased_index\":5}");
        log.claims.add("{\"record\":\"" + SECOND.value() + "\",\"state\":\"REFUSED\",\"decided_index\":2}");
        return log;
    }

    void decide(EventKind kind, RecordId record) {
        next = next.next(append(EventSignature.sign(event(person, kind, record, next), person)).commitment());
    }

    void confirm(String party) {
        append(ErasureEvent.of(ErasureConfirmation.verify(ErasureConfirmation.sign(BAKERY, party, FIRST,
                request(FIRST), Samples.NOON)), Samples.given(person).relation(), Samples.NOON));
    }

    void erase(Long... leaves) {
        entries.add(new Tombstone(List.of(leaves)).entry());
    }

    static ConsentEvent event(SigningKey key, EventKind kind, RecordId record, ChainPosition position) {
        ConsentEvent given = Samples.given(key);
        return new ConsentEvent(kind, record, given.actor(), position, given.time(), given.terms(), given.notice(),
                request(record));
    }

    private static RequestHash request(RecordId record) {
        return RequestHash.of("request of " + record.value());
    }

    Opening append(SignedEvent event) {
        return append(event.bytes());
    }

    Opening append(byte[] event) {
        byte[] salt = new byte[Opening.SALT_BYTES];
        salts.nextBytes(salt);
        Opening opening = Opening.of(event, salt);
        openings.put((long) entries.size(), opening);
        entries.add(opening.commitment().bytes());
        return opening;
    }

    /** Runs {@code fsck} over the log and whatever stands in the two lists now. */
    Run fsck(Path folder, String... more) throws IOException {
        return Run.of(arguments(folder, Optional.of(lines()), more));
    }

    String lines() {
        return openings.entrySet()
                .stream()
                .map(opened -> StrictJson.write(opened.getValue().toJson().put("index", opened.getKey())))
                .collect(Collectors.joining("\n"));
    }

    Object[] arguments(Path folder, Optional<String> lines, String... more) throws IOException {
        ExportedLog.write(folder, entries, signer);
        var arguments = new ArrayList<Object>(List.of("fsck", folder, "--key",
                Files.writeString(folder.resolve("log.vkey"), signer.identity().text())));
        if (lines.isPresent()) {
            arguments.addAll(List.of("--openings", Files.writeString(folder.resolve("openings.jsonl"), lines.get())));
        }
        arguments.addAll(List.of("--state", Files.writeString(folder.resolve("state.jsonl"),
                String.join("\n", claims))));
        arguments.addAll(List.of(more));
        return arguments.toArray();
    }
}
