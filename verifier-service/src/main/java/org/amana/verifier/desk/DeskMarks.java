package org.amana.verifier.desk;

import java.util.List;
import org.amana.core.rights.RightsClock;
import org.amana.verifier.exchange.law.Objections;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.rights.RightsInbox;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** Marks at the links of every page of a desk: a clerk who came for something else is reminded of a month that ends. */
@ControllerAdvice(assignableTypes = {CodePages.class, DeskPages.class, DisagreementPages.class, ExchangePages.class,
        KeptPages.class, ObjectionPages.class, OversightPages.class, ReviewPages.class, RightsPages.class})
class DeskMarks {
    private final Desk desk;
    private final RightsInbox rights;
    private final Objections objections;

    DeskMarks(Desk desk, RightsInbox rights, Objections objections) {
        this.desk = desk;
        this.rights = rights;
        this.objections = objections;
    }

    /**
     * What waits for an answer.
     *
     * @param soon whose last day comes within a week
     * @param overdue whose last day is over
     */
    record Mark(long soon, long overdue) {
        public long urgent() {
            return soon + overdue;
        }
    }

    /** Of one organisation. */
    record Waiting(Mark rights, Mark objections) {}

    @ModelAttribute("waiting")
    Waiting waiting(@PathVariable(required = false) @org.jspecify.annotations.Nullable String organisation) {
        if (organisation == null) {
            return new Waiting(new Mark(0, 0), new Mark(0, 0));
        }
        Organisation asked = desk.organisation(organisation);
        return new Waiting(mark(rights.waiting(asked.id())), mark(objections.waiting(asked.id())));
    }

    private Mark mark(List<RightsClock> clocks) {
        List<RightsClock.State> states = clocks.stream().map(clock -> clock.stateAt(desk.now())).toList();
        return new Mark(states.stream().filter(RightsClock.State.SOON::equals).count(),
                states.stream().filter(RightsClock.State.OVERDUE::equals).count());
    }
}
