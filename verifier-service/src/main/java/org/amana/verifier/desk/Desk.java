package org.amana.verifier.desk;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.support.settings.AmanaProperties;
import org.amana.verifier.answer.JobQuestion;
import org.amana.verifier.organisation.IntendedUses;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.OrganisationId;
import org.amana.verifier.organisation.Organisations;
import org.amana.verifier.organisation.RegisteredUse;
import org.amana.verifier.request.BeginCheck;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.CheckState;
import org.amana.verifier.request.Checks;
import org.amana.verifier.request.RequestAddresses;
import org.amana.verifier.request.RequestObjects;
import org.springframework.stereotype.Component;

/** What API and pages of the desk have in common. */
@Component
final class Desk {
    /** Intended use of a job question when the caller names none. */
    static final String CHECK_USE = "check-right-to-work";
    /** Intended use of a diploma request when the caller names none. */
    static final String DIPLOMA_USE = "keep-diploma-on-file";
    private final Organisations organisations;
    private final IntendedUses uses;
    private final BeginCheck begin;
    private final Checks checks;
    private final RequestObjects objects;
    private final Clock clock;
    private final AmanaProperties amana;

    Desk(Organisations organisations, IntendedUses uses, BeginCheck begin, Checks checks, RequestObjects objects,
            Clock clock, AmanaProperties amana) {
        this.organisations = organisations;
        this.uses = uses;
        this.begin = begin;
        this.checks = checks;
        this.objects = objects;
        this.clock = clock;
        this.amana = amana;
    }

    Organisation organisation(String id) {
        return organisations.find(id).orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("organisation")));
    }

    Check check(Organisation organisation, String id) {
        return checks.find(organisation.id(), id)
                .filter(check -> check.exchange().isEmpty())
                .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("check")));
    }

    /** A check for the person at the desk, whose wallet is on another device. */
    Check ask(Organisation organisation, String use, JobQuestion question) {
        RegisteredUse registered = uses.of(organisation, use);
        if (registered.use().restsOnConsent())
            throw new ProblemException(
                    new DeskProblem.WrongUse("a job question rests on a duty, " + use + " on consent"));
        return begin.begin(organisation, registered, Optional.of(question), Optional.empty());
    }

    Check askForDiploma(Organisation organisation, String use) {
        RegisteredUse registered = uses.of(organisation, use);
        if (!registered.use().restsOnConsent())
            throw new ProblemException(
                    new DeskProblem.WrongUse("keeping a diploma rests on consent, " + use + " does not"));
        return begin.begin(organisation, registered, Optional.empty(), Optional.empty());
    }

    /** The state as the desk knows it: an answer whose browser has not come back is none yet. */
    CheckState state(Check check) {
        CheckState state = check.stateAt(clock.instant());
        return state == CheckState.RETURNING ? CheckState.WAITING : state;
    }

    Instant now() {
        return clock.instant();
    }

    String link(Check check) {
        return RequestAddresses.link(amana.baseUrl(), check, objects.of(check.id()).getFirst());
    }

    String walletLink(String link) {
        return RequestAddresses.walletLink(amana.peers().wallet(), "en", link);
    }

    /** Address of a poster; the visitor chooses the language there. */
    URI poster(OrganisationId organisation, String link) {
        return URI.create(amana.baseUrl() + "/en/" + organisation + "/ask/" + link);
    }
}
