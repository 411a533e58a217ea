package org.amana.ledger.audit;

import java.util.Optional;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.UnverifiedNote;
import org.amana.ledger.log.LogKey;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.witness.Forks;
import org.amana.ledger.witness.WitnessedCheckpoints;
import org.amana.support.settings.AmanaProperties;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the log for everyone. */
@Controller
class AuditController {
    private final PublishedLog published;
    private final LogKey key;
    private final LogPage entries;
    private final Forks forks;
    private final WitnessedCheckpoints witnessed;
    private final AmanaProperties amana;

    AuditController(PublishedLog published, LogKey key, LogPage entries, Forks forks, WitnessedCheckpoints witnessed,
            AmanaProperties amana) {
        this.published = published;
        this.key = key;
        this.entries = entries;
        this.forks = forks;
        this.witnessed = witnessed;
        this.amana = amana;
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
}
