package org.amana.ledger.register;

import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.core.json.StrictJson;
import org.amana.core.register.Party;
import org.amana.ledger.register.FormFields.Choice;
import org.amana.ledger.register.FormFields.Text;
import org.amana.schemas.CodeList;
import org.amana.schemas.CredentialType;
import org.amana.schemas.Schemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An intended use as a form shows it: legal bases and claims to tick, a retention in years, months and days. */
record UseForm(ObjectNode entry, List<Text> purpose, List<Text> refusal, List<Choice> parties, List<Group> bases,
               List<Group> types, Period retention, String recipients) {
    private static final String BASIS = "eu-gdpr:";
    private static final TypeClaims CLAIMS = new TypeClaims();

    /** Boxes that belong together. */
    record Group(String name, List<Choice> choices) {}

    static UseForm of(ObjectNode entry, List<Party> parties, DataWords words) {
        return new UseForm(entry, FormFields.texts(entry.path("purpose")),
                FormFields.texts(entry.path("refusal_consequence")),
                parties.stream()
                        .map(party -> new Choice(party.id(), party.name().in("en"),
                                party.id().equals(FormFields.text(entry, "party"))))
                        .toList(),
                bases(entry), Schemas.types().stream().map(type -> claims(entry, type, words)).toList(),
                period(FormFields.text(entry, "retention")), FormFields.lines(entry.path("recipients")));
    }

    /** The entry that the fields describe, not checked. */
    static ObjectNode read(FormFields fields) {
        ObjectNode entry = StrictJson.object();
        fields.put(entry, "id", "id");
        fields.put(entry, "party", "party");
        fields.putTexts(entry, "purpose", "purpose");
        FormFields.putAll(entry, "legal_basis", fields.all("basis"));
        fields.put(entry, "law", "law_reference");
        entry.put("withdrawable", fields.one("withdrawable").isPresent());
        fields.putTexts(entry, "refusal", "refusal_consequence");
        entry.put("retention",
                Stream.of("years", "months", "days")
                        .map(unit -> fields.one(unit).orElse("0") + Character.toUpperCase(unit.charAt(0)))
                        .reduce("P", String::concat));
        FormFields.putAll(entry, "recipients", fields.lines("recipients"));
        Map<String, ArrayNode> byType = new LinkedHashMap<>();
        ArrayNode credentials = entry.putArray("credentials");
        for (String claim : fields.all("claim")) {
            String[] parts = claim.split(" ", -1);
            ArrayNode path = byType.computeIfAbsent(parts[0],
                    vct -> credentials.addObject().put("vct", vct).putArray("claims")).addArray();
            Stream.of(parts).skip(1).forEach(path::add);
        }
        return entry;
    }

    /** True when the form shows all that the entry says; what it cannot show it would lose. */
    public boolean isWhole() {
        Set<String> shown = new HashSet<>();
        Stream.of(bases, types)
                .flatMap(List::stream)
                .flatMap(group -> group.choices().stream())
                .filter(Choice::chosen)
                .forEach(choice -> shown.add(choice.value()));
        return entry.path("legal_basis").valueStream().allMatch(term -> shown.contains(term.asString("")))
                && entry.path("credentials")
                        .valueStream()
                        .allMatch(category -> category.path("claims")
                                .valueStream()
                                .allMatch(path -> shown.contains(value(category.path("vct").asString(""),
                                        path.valueStream().map(part -> part.asString("")).toList()))));
    }

    public String text(String member) {
        return FormFields.text(entry, member);
    }

    public boolean withdrawable() {
        return entry.path("withdrawable").asBoolean(false);
    }

    private static List<Group> bases(ObjectNode entry) {
        CodeList list = Schemas.codeList("legal-basis").orElseThrow();
        Set<String> chosen = new HashSet<>();
        entry.path("legal_basis").forEach(term -> chosen.add(term.asString("")));
        Map<String, List<Choice>> groups = new LinkedHashMap<>();
        for (String code : list.codes()) {
            String term = BASIS + code;
            groups.computeIfAbsent(code.substring(1, code.indexOf('-')), article -> new ArrayList<>())
                    .add(new Choice(term, list.name(term, "en").orElseThrow().words() + ", "
                            + new LegalBasis(term).article(), chosen.contains(term)));
        }
        return groups.entrySet().stream().map(group -> new Group(group.getKey(), group.getValue())).toList();
    }

    private static Group claims(ObjectNode entry, CredentialType type, DataWords words) {
        Set<List<String>> chosen = new HashSet<>();
        for (JsonNode category : entry.path("credentials")) {
            if (category.path("vct").asString("").equals(type.vct())) {
                category.path("claims")
                        .forEach(path -> chosen.add(path.valueStream().map(part -> part.asString("")).toList()));
            }
        }
        return new Group(words.type(type.vct()), CLAIMS.of(type)
                .stream()
                .map(path -> new Choice(value(type.vct(), path), label(type.vct(), path, words), chosen.contains(path)))
                .toList());
    }

    /** A part of a claim after the claim it is part of. */
    private static String label(String vct, List<String> path, DataWords words) {
        return path.size() < 2
                ? words.claim(vct, path)
                : words.claim(vct, path.subList(0, path.size() - 1)) + ": " + words.claim(vct, path);
    }

    private static String value(String vct, List<String> path) {
        return vct + " " + String.join(" ", path);
    }

    private static Period period(String text) {
        try {
            return text.isEmpty() ? Period.ZERO : Period.parse(text);
        } catch (DateTimeException e) {
            return Period.ZERO;
        }
    }
}
