package org.amana.issuer.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.rights.RightsClock;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.credential.Credentials;
import org.amana.issuer.rectification.AskedRectification;
import org.amana.issuer.rectification.RectificationInbox;
import org.amana.issuer.source.PersonRegister;
import org.springframework.stereotype.Component;

/** What people hold wrong, beside what the desk knows of them: for the page and for other software. */
@Component
class RectificationFiles {
    private final RectificationInbox inbox;
    private final Credentials credentials;
    private final PersonRegister register;
    private final Clock clock;

    /**
     * Requests that wait, for the mark beside the link of the inbox.
     *
     * @param soon whose last day comes within a week
     * @param overdue whose last day is over
     */
    record Waiting(long soon, long overdue) {
        public long urgent() {
            return soon + overdue;
        }
    }

    RectificationFiles(RectificationInbox inbox, Credentials credentials, PersonRegister register, Clock clock) {
        this.inbox = inbox;
        this.credentials = credentials;
        this.register = register;
        this.clock = clock;
    }

    /** Those without an answer first, the one whose month ends next at the top. */
    List<RectificationRow> all(Authority office) {
        return inbox.all(office.id()).stream().map(one -> row(office, one)).toList();
    }

    /**
     * One of them.
     *
     * @throws org.amana.core.problem.ProblemException when the authority has none with that id
     */
    RectificationRow find(Authority office, String id) {
        return row(office, inbox.find(office.id(), id));
    }

    Waiting waiting(Authority office) {
        Instant now = clock.instant();
        List<RightsClock.State> states = inbox.waiting(office.id())
                .stream()
                .map(since -> RightsClock.of(since, Optional.empty()).stateAt(now))
                .toList();
        return new Waiting(states.stream().filter(RightsClock.State.SOON::equals).count(),
                states.stream().filter(RightsClock.State.OVERDUE::equals).count());
    }

    private RectificationRow row(Authority office, AskedRectification one) {
        Optional<Credentials.Issued> card = credentials.find(office, one.credential());
        Instant now = clock.instant();
        return new RectificationRow(one.id(), card.flatMap(issued -> register.find(office.id(), issued.person())),
                card.map(issued -> issued.configuration().value()).orElse(""),
                card.map(issued -> office.typeName(issued.configuration().value())).orElse(""),
                claims(office, card, one), one.request().words(), one.receivedAt(), one.clock().lastDay(),
                one.clock().stateAt(now), one.clock().daysLeft(now), one.answer());
    }

    private static List<RectificationRow.Claim> claims(Authority office, Optional<Credentials.Issued> card,
                                                       AskedRectification one) {
        List<RectificationRow.Claim> claims = new ArrayList<>();
        for (List<String> path : one.request().claims()) {
            int place = claims.size(); // an answer has the order of its request
            claims.add(new RectificationRow.Claim(path, label(office, card, path),
                    one.answer().map(answer -> answer.decisions().get(place))));
        }
        return claims;
    }

    private static String label(Authority office, Optional<Credentials.Issued> card, List<String> path) {
        return card.flatMap(issued -> office.type(issued.configuration()))
                .flatMap(type -> type.label(path, "en"))
                .orElseGet(() -> path.getLast().replace('_', ' '));
    }
}
