package org.amana.ledger.register;

import java.nio.charset.StandardCharsets;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The page where an entry is written: a form, or its JSON for who prefers that and for what the form cannot show. */
final class ChangePage {
    private static final String VIEW = "consent-ledger/templates/register-change";
    private static final String JSON_FIELD = "document";
    private static final JsonMapper JSON = JsonMapper.shared();
    private final Register register;
    private final DataWords words;

    ChangePage(Register register, DataWords words) {
        this.register = register;
        this.words = words;
    }

    /**
     * The entry of that id, or an empty one.
     *
     * @throws ProblemException {@link RegisterEntryProblem.Unknown}
     */
    String open(EntryKey entry, boolean asJson, Model model) {
        ObjectNode document = entry.id().isEmpty() ? StrictJson.object() : switch (entry.kind()) {
            case PARTY -> register.party(entry.id()).toJson();
            case INTENDED_USE -> register.registeredUse(entry.id())
                    .orElseThrow(() -> Register.unknown("no intended use has this id"))
                    .use()
                    .toJson();
        };
        head(entry, register.version(entry), model);
        boolean whole = fill(entry.kind(), document, model);
        if (asJson || !whole) {
            model.addAttribute("partial", !whole);
            model.addAttribute(JSON_FIELD, document.isEmpty()
                    ? ""
                    : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        }
        return VIEW;
    }

    /** What was sent, to be put right. */
    String again(EntryKind kind, int version, MultiValueMap<String, String> sent, Model model) {
        String json = sent.getFirst(JSON_FIELD);
        ObjectNode entry = json == null ? read(kind, sent) : StrictJson.object();
        head(new EntryKey(kind, FormFields.text(entry, "id")), version, model);
        fill(kind, entry, model);
        if (json != null) {
            model.addAttribute(JSON_FIELD, json);
        }
        return VIEW;
    }

    /** The entry that was sent, as JSON, not checked. */
    static String document(EntryKind kind, MultiValueMap<String, String> sent) {
        String json = sent.getFirst(JSON_FIELD);
        return json == null ? new String(StrictJson.canonical(read(kind, sent)), StandardCharsets.UTF_8) : json;
    }

    private static ObjectNode read(EntryKind kind, MultiValueMap<String, String> sent) {
        var fields = new FormFields(sent);
        return switch (kind) {
            case PARTY -> PartyForm.read(fields);
            case INTENDED_USE -> UseForm.read(fields);
        };
    }

    private static void head(EntryKey entry, int version, Model model) {
        model.addAttribute("kind", entry.kind().word());
        model.addAttribute("id", entry.id());
        model.addAttribute("version", version);
    }

    private boolean fill(EntryKind kind, ObjectNode entry, Model model) {
        return switch (kind) {
            case PARTY -> {
                model.addAttribute("form", PartyForm.of(entry, words));
                yield true;
            }
            case INTENDED_USE -> {
                var form = UseForm.of(entry, register.parties(), words);
                model.addAttribute("form", form);
                yield form.isWhole();
            }
        };
    }
}
