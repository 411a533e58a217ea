package org.amana.ledger.register;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.LocalizedText;
import org.amana.core.register.Party;
import org.amana.core.register.SupervisoryAuthority;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a proposal changes, line by line, and what that means for people.
 *
 * @param lines what is said otherwise than before
 * @param effects keys of sentences
 */
record Differences(List<Line> lines, List<String> effects) {
    /**
     * One thing that is said otherwise.
     *
     * @param label what it is about
     * @param before no longer said
     * @param after newly said
     */
    record Line(String label, List<String> before, List<String> after) {}

    /** Between the document that stands, if one does, and the proposed one. */
    static Differences of(EntryKind kind, Optional<ObjectNode> before, ObjectNode after, DataWords words) {
        var lines = new ArrayList<Line>();
        return switch (kind) {
            case PARTY -> {
                compare(lines, before.map(Party::parse).map(Differences::said), said(Party.parse(after)));
                yield new Differences(lines, List.of());
            }
            case INTENDED_USE -> {
                Optional<IntendedUse> old = before.map(IntendedUse::parse);
                IntendedUse use = IntendedUse.parse(after);
                compare(lines, old.map(known -> said(known, words)), said(use, words));
                yield new Differences(lines, old.map(known -> effects(known, use)).orElse(List.of("new")));
            }
        };
    }

    private static void compare(List<Line> lines, Optional<List<Map.Entry<String, List<String>>>> before,
                                List<Map.Entry<String, List<String>>> after) {
        for (int i = 0; i < after.size(); i++) {
            int place = i;
            List<String> old = before.map(all -> all.get(place).getValue()).orElse(List.of());
            List<String> now = after.get(i).getValue();
            var gone = old.stream().filter(text -> !now.contains(text)).toList();
            var added = now.stream().filter(text -> !old.contains(text)).toList();
            if (!gone.isEmpty() || !added.isEmpty()) {
                lines.add(new Line(after.get(i).getKey(), gone, added));
            }
        }
    }

    private static List<Map.Entry<String, List<String>>> said(Party party) {
        return List.of(Map.entry("name", texts(party.name())), Map.entry("country", List.of(party.country())),
                Map.entry("kind", List.of(party.kind().word())), Map.entry("identifiers", party.identifiers()),
                Map.entry("supervisor", party.supervisor().map(known -> texts(known.name())).orElse(List.of())),
                Map.entry("erasure-contact", party.erasureContact().stream().toList()),
                Map.entry("notices", party.noticeUrl().stream().toList()), Map.entry("anchors", party.anchors()),
                Map.entry("issues", party.issues()), Map.entry("service", party.service().stream().toList()),
                Map.entry("services", party.pages().services().map(Differences::texts).orElse(List.of())),
                Map.entry("privacy-policy", party.pages().privacyPolicy().stream().toList()),
                Map.entry("info", party.pages().info().stream().toList()),
                Map.entry("supervisor-uri", supervisor(party, SupervisoryAuthority::uri)),
                Map.entry("supervisor-email", supervisor(party, SupervisoryAuthority::email)),
                Map.entry("supervisor-phone", supervisor(party, SupervisoryAuthority::phone)));
    }

    private static List<String> supervisor(Party party, Function<SupervisoryAuthority, Optional<String>> part) {
        return party.supervisor().flatMap(part).stream().toList();
    }

    private static List<Map.Entry<String, List<String>>> said(IntendedUse use, DataWords words) {
        return List.of(Map.entry("party", List.of(use.party())), Map.entry("purpose", texts(use.purpose())),
                Map.entry("data", words.claims(use.credentials())),
                Map.entry("basis", use.legalBasis().stream().map(term -> new LegalBasis(term).article()).toList()),
                Map.entry("law", use.lawReference().stream().toList()),
                Map.entry("retention", List.of(RetentionWords.of(use.retention()))),
                Map.entry("recipients", use.recipients()),
                Map.entry("withdrawable", List.of(use.withdrawable() ? "yes" : "no")),
                Map.entry("refusal", texts(use.refusalConsequence())));
    }

    private static List<String> effects(IntendedUse before, IntendedUse after) {
        var effects = new ArrayList<String>();
        add(effects, "more-data", !before.covers(after.credentials()));
        add(effects, "less-data", !after.covers(before.credentials()));
        add(effects, "longer", days(after.retention()) > days(before.retention()));
        add(effects, "shorter", days(after.retention()) < days(before.retention()));
        add(effects, "no-consent", before.restsOnConsent() && !after.restsOnConsent());
        add(effects, "consent", !before.restsOnConsent() && after.restsOnConsent());
        add(effects, "more-recipients", !before.recipients().containsAll(after.recipients()));
        add(effects, "other-purpose", !before.purpose().equals(after.purpose()));
        return List.copyOf(effects);
    }

    private static void add(List<String> effects, String effect, boolean applies) {
        if (applies) {
            effects.add(effect);
        }
    }

    private static long days(Period period) {
        return LocalDate.EPOCH.plus(period).toEpochDay();
    }

    /** Each language's text, with the tag of the language before it. */
    private static List<String> texts(LocalizedText text) {
        return text.byLanguage().entrySet().stream().map(one -> one.getKey() + ": " + one.getValue()).toList();
    }
}
