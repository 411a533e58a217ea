package org.amana.ledgercli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.amana.core.consent.Opening;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Samples;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.note.LogSigner;
import org.amana.core.rights.RightsReceipt;
import org.amana.core.rights.RightsRequest;
import org.amana.core.testing.TestRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class RightsFileTest {
    private final LogSigner log = LogSigner.generate("ledger.example/log", TestRandom.seeded());
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private static RightsRequest request() {
        return RightsRequest.sign(EphemeralKey.generate(), "harbour-bakery", new RecordId("AAAAAAAAAAAAAAAAAAAAAA"),
                RequestHash.of("a.b.c"), Instant.parse("2026-03-10T08:00:00Z"), new Random(3));
    }

    private static ObjectNode receipt(RightsRequest request, LogSigner signer) {
        Opening opening = request.opening(new Random(4));
        return new RightsReceipt(request, opening, Samples.receipt(opening, signer).proof()).toJson();
    }

    private static ObjectNode complaint(ObjectNode... receipts) {
        ObjectNode file = StrictJson.object().put("type", "https://amana.example/rights/complaint/v1");
        for (ObjectNode one : receipts) {
            file.withArray("receipts").add(one);
        }
        return file;
    }

    private Run run(ObjectNode file) throws IOException {
        Path key = Files.writeString(folder.resolve("log.vkey"), log.identity().text());
        return Run.of("receipt", Files.writeString(folder.resolve("file.json"), StrictJson.write(file)), "--key", key);
    }

    @Test
    void complaint_whenGenuine_holdsAndSaysUntilWhenAnAnswerWasDue() throws IOException {
        Run run = run(complaint(receipt(request(), log)));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("This receipt holds", "asked harbour-bakery to erase", "due by 2026-04-10");
    }

    @Test
    void complaint_withARequestThatIsNotInTheLog_doesNotHold() throws IOException {
        ObjectNode other = receipt(request(), log).put("statement", request().compact());
        assertThat(run(other).exitCode()).isNotZero();
        assertThat(run(complaint(receipt(request(), log), other)).exitCode()).isNotZero();
        assertThat(run(complaint(receipt(request(), LogSigner.generate("ledger.example/log", new Random(7)))))
                .exitCode()).isNotZero();
    }

    @Test
    void complaint_whenEmptyOrChanged_doesNotHold() throws IOException {
        assertThat(run(complaint()).exitCode()).isNotZero();
        assertThat(run(complaint(receipt(request(), log).put("statement", "a.b.c"))).exitCode()).isNotZero();
    }
}
