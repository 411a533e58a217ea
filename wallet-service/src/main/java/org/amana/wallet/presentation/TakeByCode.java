package org.amana.wallet.presentation;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.json.JsonProblem;
import org.amana.core.key.Sha256;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedRequester;
import org.amana.core.vp.RequestCode;
import org.amana.core.vp.RequestCodeProblem;
import org.amana.support.web.ClientAddress;
import org.amana.wallet.holder.CodeAttempts;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Component;

/**
 * A code that a person was told brings the question that its QR code would bring. It goes to the office they chose and to
 * nobody else, and what comes must be asked by that office.
 */
@Component
public class TakeByCode {
    private static final int MAX_ANSWER_BYTES = 16 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String LINK = "openid4vp:";

    private final AskingOffices offices;
    private final CodeAttempts attempts;
    private final HttpPeer peer;
    private final ReadRequest read;

    TakeByCode(AskingOffices offices, CodeAttempts attempts, HttpPeer peer, ReadRequest read) {
        this.offices = offices;
        this.attempts = attempts;
        this.peer = peer;
        this.read = read;
    }

    /**
     * Takes the question.
     *
     * @param office id in {@link AskingOffices#list}
     * @param typed as a person typed it
     * @throws ProblemException {@link CodeProblem}; {@link org.amana.wallet.holder.HolderProblem.TooManyTries}; what
     *         {@link ReadRequest#open(Vault, String, Locale)} throws
     */
    public RequestScreen take(Vault vault, String office, String typed, ClientAddress from, Locale language) {
        TrustedRequester chosen = offices.find(office);
        RequestCode code = code(typed);
        attempts.admit(vault.holder(), from);
        String link;
        try {
            link = bring(vault, chosen, code);
        } catch (ProblemException e) {
            if (!(e.problem() instanceof CodeProblem.Unknown)) {
                attempts.wasRight(vault.holder(), from); // nobody said that it is wrong
            }
            throw e;
        }
        attempts.wasRight(vault.holder(), from);
        return read.open(vault, link, examined -> requireAskedBy(chosen, examined), language);
    }

    private static RequestCode code(String typed) {
        try {
            return RequestCode.parse(typed);
        } catch (ProblemException e) {
            throw e.problem() instanceof RequestCodeProblem problem
                    ? new ProblemException(CodeProblem.of(problem), e)
                    : e;
        }
    }

    private String bring(Vault vault, TrustedRequester office, RequestCode code) {
        try {
            HttpAnswer answer = peer.exchange(HttpQuestion
                    .postForm(URI.create(office.codeUrl()),
                            Map.of("code", code.digits(), "wallet_nonce", nonce(vault, office, code)))
                    .withMaxAnswerBytes(MAX_ANSWER_BYTES)
                    .withTimeout(TIMEOUT));
            String link = answer.status() == 200 ? answer.json().path("request").asString("") : "";
            if (link.startsWith(LINK)) {
                return link;
            }
            throw new ProblemException(switch (answer.status()) {
                case 404 -> new CodeProblem.Unknown();
                case 429 -> new CodeProblem.OfficePaused();
                default -> new CodeProblem.OfficeAway("expected a link, got status " + answer.status());
            });
        } catch (ProblemException e) {
            throw e.problem() instanceof PeerProblem || e.problem() instanceof JsonProblem
                    ? new ProblemException(new CodeProblem.OfficeAway(e.problem().detail()), e)
                    : e;
        }
    }

    /**
     * The same for the same code in the same wallet: whose connection broke, or who pressed twice, gets the question. The
     * number of a wallet is 128 random bits that no office knows, and is not to be read from this.
     */
    private static String nonce(Vault vault, TrustedRequester office, RequestCode code) {
        return Sha256.base64UrlOf("amana/wallet/request-code/v1\n" + vault.holder().value() + "\n" + office.id() + "\n"
                + code.digits());
    }

    private static void requireAskedBy(TrustedRequester chosen, ExaminedRequest examined) {
        if (!examined.party().identifier().equals(chosen.identifier())) {
            throw new ProblemException(new CodeProblem.AnotherAsks());
        }
    }
}
