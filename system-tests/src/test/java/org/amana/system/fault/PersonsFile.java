package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.note.LogIdentity;
import org.amana.system.deployment.Deployment;
import org.amana.system.journey.LedgerCli;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a person has of the ledger, each entry verified without it. */
final class PersonsFile {
    private final List<JsonNode> receipts;
    private final Map<Long, ExchangeEvent> events = new TreeMap<>();

    private PersonsFile(List<JsonNode> receipts, LogIdentity log) {
        this.receipts = receipts;
        for (JsonNode receipt : receipts) {
            assertThat(ConsentReceipt.parse((ObjectNode) receipt).verify(log))
                    .isInstanceOfSatisfying(ReceiptVerdict.Verified.class, verified -> {
                        if (verified.event() instanceof ExchangeEvent event) {
                            events.put(verified.index(), event);
                        }
                    });
        }
    }

    static PersonsFile of(HeadlessWallet wallet, Deployment amana) {
        wallet.entries();
        try {
            return new PersonsFile(wallet.takeLedgerFile()
                    .path("entries")
                    .valueStream()
                    .map(entry -> entry.path("receipt"))
                    .toList(), LogIdentity.parse(Files.readString(amana.ledgerKey())));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * What became of each permit under that consent, in the order of the log: the kind of the outcome and its reason, such
     * as {@code FAILED not_received}; {@code open} where the ledger was told nothing.
     */
    List<String> permits(String record) {
        var outcomes = new TreeMap<Long, String>();
        events.forEach((index, event) -> {
            if (event.record().value().equals(record) && event.kind() == EventKind.PERMIT) {
                outcomes.put(index, "open");
            }
        });
        events.values().forEach(event -> {
            if (event.statement() instanceof ExchangeOutcome outcome) {
                outcomes.computeIfPresent(outcome.permit(), (permit, before) -> (before.equals("open")
                        ? ""
                        : before + ", ") + outcome.kind() + outcome.reason().map(reason -> " " + reason).orElse(""));
            }
        });
        return List.copyOf(outcomes.values());
    }

    /** Reasons of the denials under that consent. */
    List<String> denials(String record) {
        return events.values()
                .stream()
                .filter(event -> event.record().value().equals(record) && event.kind() == EventKind.DENY)
                .map(event -> event.denied().map(reason -> reason.code()).orElse(""))
                .toList();
    }

    /** The whole log holds, and no permit in it that this file opens lacks its consent. */
    void requireAgreesWithLog(Deployment amana, Path folder) throws IOException {
        Path openings = Files.write(folder.resolve("openings"), receipts.stream().map(JsonNode::toString).toList());
        assertThat(LedgerCli.run("fsck", amana.ledger() + "/tlog", "--key", amana.ledgerKey().toString(),
                "--openings", openings.toString())).contains("This log holds");
    }
}
