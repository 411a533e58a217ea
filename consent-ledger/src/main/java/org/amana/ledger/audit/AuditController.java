package org.amana.ledger.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.UnverifiedNote;
import org.amana.ledger.log.LogKey;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.register.Register;
import org.amana.ledger.witness.Forks;
import org.amana.ledger.witness.WitnessedCheckpoints;
import org.amana.support.settings.AmanaProperties;
import org.amana.support.staff.StaffMember;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit pages. */
@Controller
class AuditController {
    /** First path segment of staff pages, and the tenant of the accounts that may open them. */
    static final String TENANT = "audit";
    /** Role of the data protection officer. */
    static final String OFFICER = "DPO";
    private final PublishedLog published;
    private final LogKey key;
    private final LogPage entries;
    private final ConsentSearch consents;
    private final Register register;
    private final Forks forks;
    private final WitnessedCheckpoints witnessed;
    private final AmanaProperties amana;
    private final Clock clock;

    AuditController(PublishedLog published, LogKey key, LogPage entries, ConsentSearch consents, Register register,
            Forks forks, WitnessedCheckpoints witnessed, AmanaProperties amana, Clock clock) {
        this.published = published;
        this.key = key;
        this.entries = entries;
        this.consents = consents;
        this.register = register;
        this.forks = forks;
        this.witnessed = witnessed;
        this.amana = amana;
        this.clock = clock;
    }

    @GetMapping("/audit")
    String log(@RequestParam Optional<Long> before, Model model) {
        String note = published.checkpoint();
        Checkpoint checkpoint = key.identity().open(UnverifiedNote.parse(note));
        LogPage.Page page = entries.before(before.filter(end -> end >= 0).orElse(checkpoint.treeSize()));
        model.addAttribute("noteLines", note.lines().toList());
        model.addAttribute("checkpoint", checkpoint);
        model.addAttribute("vkey", key.identity().keys().getFirst().vkey());
        model.addAttribute("address", amana.baseUrl() + "/tlog");
        model.addAttribute("forks", forks.all());
        model.addAttribute("witnessesAwaited", witnessed.isAwaited());
        model.addAttribute("witnessedSize", witnessed.newestSize());
        model.addAttribute("rows", page.rows());
        model.addAttribute("olderFrom", page.olderFrom().isPresent() ? page.olderFrom().getAsLong() : -1);
        return "consent-ledger/templates/audit";
    }

    @GetMapping("/" + TENANT + "/desk")
    String consents(@AuthenticationPrincipal StaffMember member, @RequestParam(defaultValue = "") String purpose,
                    @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> from,
                    @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> to, Model model) {
        if (!member.roles().contains(OFFICER)) {
            throw new AccessDeniedException("the data protection officer's page");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate last = to.orElse(today);
        LocalDate first = from.orElse(last.minusMonths(1));
        model.addAttribute("alarm", !forks.all().isEmpty());
        model.addAttribute("purposes", register.intendedUses());
        model.addAttribute("purpose", purpose);
        model.addAttribute("from", first);
        model.addAttribute("to", last);
        model.addAttribute("rows", consents.find(purpose, first, last));
        return "consent-ledger/templates/consents";
    }
}
