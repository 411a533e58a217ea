package org.amana.ledgercli;

import java.util.List;
import java.util.stream.Collectors;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.Objection;
import org.amana.core.consent.ObjectionAnswer;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PermitRule;
import org.amana.core.register.CredentialCategory;
import tools.jackson.databind.node.ObjectNode;

/** What an entry about an exchange says, in a sentence and in facts. */
final class ExchangeWords {
    private ExchangeWords() {}

    /** One line: what others wrote cannot steer a terminal. */
    static String sentence(ExchangeEvent event) {
        return said(event).replaceAll("\\p{C}", "?");
    }

    private static String said(ExchangeEvent event) {
        return switch (event.statement()) {
            case PermitOrder order -> event.denied()
                    .map(reason -> "It denies %s a release to %s for %s: %s.".formatted(order.source(),
                            order.requester(), order.purpose(), words(reason)))
                    .orElseGet(() -> "It permits %s one release to %s for %s, begun within %d seconds of that time: %s."
                            .formatted(order.source(), order.requester(), order.purpose(),
                                    PermitRule.LIFETIME.toSeconds(), data(order.categories())));
            case ExchangeOutcome outcome -> outcome.reason()
                    .map(reason -> "In it %s says that what entry %d permitted came to nothing: %s.".formatted(
                            outcome.issuer(), outcome.permit(), reason))
                    .orElseGet(() -> "In it %s says that it received what entry %d permitted.".formatted(
                            outcome.issuer(), outcome.permit()));
            case LawfulAccess access -> "In it %s names a law (%s, %s) to have %s from %s for %s, without asking%s."
                    .formatted(access.requester(), String.join(", ", access.legalBasis()), access.lawReference(),
                            data(access.categories()), access.source(), access.purpose(), access.emergency()
                                    .map(one -> ", in an emergency to be reviewed by " + one.reviewBy())
                                    .orElse(""));
            case Objection _ -> "In it the person objects to that.";
            case ObjectionAnswer answer -> answer.grounds()
                    .map(grounds -> "In it %s rejects the objection: %s".formatted(answer.issuer(), grounds))
                    .orElseGet(() -> "In it %s gives in to the objection.".formatted(answer.issuer()));
            case AccessReview review -> "In it the data protection officer of %s %s: %s".formatted(review.issuer(),
                    switch (review.verdict()) {
                        case JUSTIFIED -> "finds that this was justified";
                        case NOT_JUSTIFIED -> "finds that this was not justified";
                        case LIFTED -> "lets other emergencies be opened again";
                    }, review.words());
        };
    }

    static void putFacts(ExchangeEvent event, ObjectNode facts) {
        facts.put("stated_by", event.statement().issuer());
        event.denied().ifPresent(reason -> facts.put("reason", reason.code()));
        switch (event.statement()) {
            case PermitOrder order -> facts.put("requester", order.requester()).put("purpose", order.purpose());
            case ExchangeOutcome outcome -> {
                facts.put("permit", outcome.permit());
                outcome.reason().ifPresent(reason -> facts.put("reason", reason));
            }
            case LawfulAccess access -> {
                facts.put("requester", access.requester()).put("purpose", access.purpose());
                facts.put("law_reference", access.lawReference());
                access.legalBasis().forEach(facts.putArray("legal_basis")::add);
                access.emergency().ifPresent(one -> facts.put("review_by", one.reviewBy().toString()));
            }
            case Objection _ -> facts.put("objects", true);
            case ObjectionAnswer answer -> facts.put("upheld", answer.upheld());
            case AccessReview review -> facts.put("verdict", review.verdict().name());
        }
    }

    private static String data(List<CredentialCategory> categories) {
        return categories.stream().map(ExchangeWords::data).collect(Collectors.joining("; "));
    }

    private static String data(CredentialCategory category) {
        return category.claims().stream().map(path -> String.join("/", path)).collect(Collectors.joining(", ")) + " of "
                + category.vct();
    }

    private static String words(DenyReason reason) {
        return switch (reason) {
            case NOT_GIVEN -> "the person has not consented";
            case WITHDRAWN -> "the person took the consent back";
            case EXPIRED -> "the consent had ended";
            case ERASED -> "the requester had confirmed that it erased what it had";
            case IN_DOUBT -> "a withdrawal may have been lost with a backup, and the person has not renewed since";
            case OTHER_REQUESTER -> "the consent was given to another requester";
            case OTHER_PURPOSE -> "the consent is for another purpose";
            case OTHER_REQUEST -> "the consent answers another request";
            case OTHER_SOURCE -> "the consent lets another authority release, or none";
            case WIDER_THAN_CONSENT -> "more was asked for than was consented to";
            case OBJECTED -> "the person objected, and the requester has not rejected that, or gave in";
            case BASIS_SWAP -> "the person had said no to the same, and the law was only named afterwards";
            case NOT_REVIEWED -> "the access in an emergency had not been reviewed in time";
            case NOT_JUSTIFIED ->
                "the requester's data protection officer found the access in an emergency not justified";
            case EARLIER_EMERGENCY ->
                "an earlier emergency of this kind was not justified, or not reviewed in time, and no officer had settled it";
            case NOT_REGISTERED -> "the register no longer let the requester ask for this";
            case GUARDIAN_MISSING -> "the person is under age, and no guardian whose mandate holds agreed";
            case GUARDIAN_WITHDRAWN -> "the guardian took the agreement back";
            case SUSPENDED -> "the person had come of age, or the mandate had ended, and waits for a word of their own";
            case TOO_EARLY -> "the next delivery of the series was not due yet";
        };
    }
}
