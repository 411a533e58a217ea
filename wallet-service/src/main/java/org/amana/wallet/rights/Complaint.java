package org.amana.wallet.rights;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.consent.ConsentRelations;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person hands to a data protection authority (GDPR Art. 77): the signed request, the clock, the answer if there is
 * one, and their proofs, which {@code amana-ledger receipt} verifies offline. No value of a card is in it.
 */
@Component
public class Complaint {
    /** Names this form of file. */
    public static final String TYPE = "https://amana.example/rights/complaint/v1";

    private final Rights rights;
    private final ConsentRelations relations;
    private final Clock clock;

    Complaint(Rights rights, ConsentRelations relations, Clock clock) {
        this.rights = rights;
        this.relations = relations;
        this.clock = clock;
    }

    /** What the page shows; refusals as below. */
    public RightView about(Vault vault, String id, Locale language) {
        return rights.view(rights.find(vault, id), language);
    }

    /**
     * The file.
     *
     * @throws ProblemException {@link org.amana.wallet.problem.ApiProblem.NotFound},
     *             {@link org.amana.wallet.consent.LedgerFailure} while the log's keys cannot be compared
     */
    public ObjectNode file(Vault vault, String id) {
        RightNote note = rights.find(vault, id);
        PartyNote party = note.recipient();
        ObjectNode file = StrictJson.object().put("type", TYPE);
        file.put("made_at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        ObjectNode about = file.putObject("party").put("name", party.name(Locale.ENGLISH));
        about.put("id", note.request().party()).put("identifier", party.identifier());
        if (party.erasureContact() != null) {
            about.put("erasure_contact", party.erasureContact());
        }
        if (note.supervisor() != null) {
            file.set("supervisor", note.supervisor());
        }
        file.put("wish", "ERASURE").put("article", "eu-gdpr:A17").put("asked_at", note.request().time().toString());
        file.put("last_day", note.clock().lastDay().toString());
        file.put("state", note.clock().stateAt(clock.instant()).name()).put("delivered", note.delivered());
        note.answered().ifPresent(answer -> file.put("outcome", answer.outcome().name()));
        file.put("log", relations.log(vault, note.ledger()));
        ArrayNode receipts = file.putArray("receipts");
        if (note.receipt() != null) {
            receipts.add(note.receipt());
        }
        if (note.answer() != null) {
            receipts.add(note.answer());
        }
        return file;
    }
}
