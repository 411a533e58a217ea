package org.amana.wallet.presentation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.history.PurposeNote;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that was shown and not yet answered, as the vault holds it. Who asks and why is read anew from the request
 * object at each step.
 *
 * @param language of the screen, BCP 47
 * @param notice   the text shown, whose hash goes into the event
 * @param deferral set once the person put the answer off
 * @param question set where an exchange is asked for: no other wallet gets it, so it is kept until it ends
 */
record PendingRequest(String id, Instant opened, String clientId, String requestObject, String language, String notice,
                      List<Option> options, @Nullable Approval approval, @Nullable Deferral deferral,
                      @Nullable Question question) {

    PendingRequest {
        options = List.copyOf(options);
    }

    /** One way to answer, as shown. */
    record Option(List<Selection> cards) {
        Option {
            cards = List.copyOf(cards);
        }
    }

    /**
     * What would be shown of one card.
     *
     * @param paths   claim paths for the selection; empty discloses nothing
     * @param claims  top-level names of what goes out
     */
    record Selection(String queryId, String cardId, String vct, List<JsonNode> paths, List<String> claims) {
        Selection {
            paths = List.copyOf(paths);
            claims = List.copyOf(claims);
        }
    }

    /**
     * What the person approved, and how far it came.
     *
     * @param record     id in the event
     * @param at         time in the event
     * @param actor      public one-time key that signs the event
     * @param entryKey   idempotency key of the blind entry
     * @param consentKey idempotency key of GIVEN; used only where consent is the basis
     * @param event      base64url of the signed event, once it is signed
     * @param salt       base64url, made with it
     * @param shown      what the holder's keys sign, once the entry is committed
     * @param posted     when an answer was last sent off whose ending is not known
     * @param send       what another office may send, where the request is about that
     * @param mayWrite   whoever asks may write to this wallet next time
     */
    record Approval(int option, List<Copy> copies, String record, Instant at, ObjectNode actor, String entryKey,
                    String consentKey, @Nullable String event, @Nullable String salt, @Nullable List<Shown> shown,
                    @Nullable Instant posted, @Nullable List<CardNote> send, @Nullable Boolean mayWrite) {

        Approval signed(String signedEvent, String freshSalt) {
            return new Approval(option, copies, record, at, actor, entryKey, consentKey, signedEvent, freshSalt, shown,
                    posted, send, mayWrite);
        }

        Approval committed(List<Shown> prepared) {
            return new Approval(option, copies, record, at, actor, entryKey, consentKey, event, salt, prepared,
                    posted, send, mayWrite);
        }

        Approval posted(Instant now) {
            return new Approval(option, copies, record, at, actor, entryKey, consentKey, event, salt, shown, now,
                    send, mayWrite);
        }
    }

    /** The copy that answers one selection. */
    record Copy(String copyId, String kid) {}

    /** A presentation that waits for its key-binding signature. */
    record Shown(String queryId, String kid, String sdJwt, String signingInput) {

        @Override
        public String toString() {
            return "Shown[…]";
        }
    }

    /**
     * A put-off answer.
     *
     * @param record id of the DEFERRED event, which the answer will have too
     * @param key    idempotency key of its entry
     * @param until  end of the request: no answer is taken after it
     */
    record Deferral(String record, String key, Instant until, PartyNote party, PurposeNote purpose) {}

    /**
     * A question whose one request object is in this wallet.
     *
     * @param link     as it was scanned
     * @param until    no answer is taken after it
     * @param reminded when the person was reminded that it ends
     * @param asked    what is to be sent, for the note when nobody answered
     */
    record Question(String link, Instant until, PartyNote party, PurposeNote purpose, @Nullable Instant reminded,
                    @Nullable List<CardNote> asked) {
        private static final Duration BEFORE = Duration.ofDays(2);

        /** Two days before the end, once; not of a question that never had so long. */
        boolean isToRemind(Instant opened, Instant now) {
            Instant from = until.minus(BEFORE);
            return reminded == null && opened.isBefore(from) && !now.isBefore(from) && now.isBefore(until);
        }
    }

    PendingRequest with(Approval next) {
        return new PendingRequest(id, opened, clientId, requestObject, language, notice, options, next, deferral,
                question);
    }

    PendingRequest with(Deferral later) {
        return new PendingRequest(id, opened, clientId, requestObject, language, notice, options, approval, later,
                question);
    }

    /** The same, shown anew and not answered. */
    PendingRequest shownAs(String inLanguage, String text, List<Option> ways) {
        return new PendingRequest(id, opened, clientId, requestObject, inLanguage, text, ways, null, deferral,
                question);
    }

    /** The same, and the person was reminded of it. */
    PendingRequest reminded(Question of, Instant now) {
        return new PendingRequest(id, opened, clientId, requestObject, language, notice, options, approval, deferral,
                new Question(of.link(), of.until(), of.party(), of.purpose(), now, of.asked()));
    }

    @Override
    public String toString() {
        return "PendingRequest[…]";
    }
}
