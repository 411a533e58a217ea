package org.amana.wallet.rectification;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person hands to a data protection authority (GDPR Art. 77) where a card was not put right: the signed request with
 * the person's words, the signed receipt of the authority, the clock, and the signed answer if there is one. Each of the
 * three verifies with nothing but the certificates that it carries and the trust list.
 */
@Component
public class RectificationComplaint {
    /** Names this form of file. */
    public static final String TYPE = "https://amana.example/rights/rectification-complaint/v1";
    private final Rectifications rectifications;
    private final Clock clock;

    RectificationComplaint(Rectifications rectifications, Clock clock) {
        this.rectifications = rectifications;
        this.clock = clock;
    }

    /**
     * The file.
     *
     * @throws ProblemException {@link org.amana.wallet.problem.ApiProblem.NotFound}
     */
    public ObjectNode file(Vault vault, String id) {
        RectificationNote note = rectifications.sent(vault, id);
        RectificationView view = rectifications.view(vault, id, Locale.ENGLISH);
        ObjectNode file = StrictJson.object().put("type", TYPE);
        file.put("made_at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        file.putObject("party").put("name", view.authority()).put("id", note.authority().identifier());
        file.put("wish", "RECTIFICATION").put("article", "eu-gdpr:A16").put("asked_at", view.askedAt().toString());
        if (view.lastDay() != null) {
            file.put("last_day", view.lastDay().toString());
        }
        file.put("state", view.state().toUpperCase(Locale.ROOT)).put("delivered", note.receipt() != null);
        note.received().ifPresent(at -> file.put("received_at", at.toString()));
        note.answered().ifPresent(answer -> file.put("outcome", answer.result().name()));
        file.put("request", note.statement());
        if (note.receipt() != null) {
            file.put("receipt", note.receipt());
        }
        if (note.answer() != null) {
            file.put("answer", note.answer());
        }
        return file;
    }
}
