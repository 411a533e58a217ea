package org.amana.ledger.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.amana.core.json.StrictJson;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.Party;
import org.amana.ledger.Fixtures;
import org.amana.ledger.register.FormFields.Choice;
import org.amana.ledger.register.FormFields.Text;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.node.ObjectNode;

class EntryFormTest {
    private final DataWords words = DataWords.ofSchemas();
    private final ObjectNode register = Fixtures.register("http://localhost/notices");

    @Test
    void use_whenShownAndSentBack_isTheSame() {
        register.path("intended_uses").forEach(entry -> {
            ObjectNode use = IntendedUse.parse(entry).toJson();
            var form = UseForm.of(use, parties(), words);
            assertThat(form.isWhole()).isTrue();
            assertThat(IntendedUse.parse(UseForm.read(new FormFields(sent(form))))).isEqualTo(IntendedUse.parse(use));
        });
    }

    @Test
    void use_whenItSaysWhatTheFormCannotShow_isNotWhole() {
        ObjectNode use = (ObjectNode) register.path("intended_uses").get(0);
        use.putArray("legal_basis").add("eu-gdpr:A99-1-a");
        assertThat(UseForm.of(use, parties(), words).isWhole()).isFalse();
        use.putArray("legal_basis").add("eu-gdpr:A6-1-a");
        ((ObjectNode) use.path("credentials").get(0)).put("vct", "https://elsewhere.example/vct/diploma");
        assertThat(UseForm.of(use, parties(), words).isWhole()).isFalse();
    }

    @Test
    void party_whenShownAndSentBack_isTheSame() {
        ObjectNode bakery = (ObjectNode) register.path("parties").get(1);
        bakery.put("privacy_policy", "https://bakery.example/privacy")
                .putObject("service_description")
                .put("fr", "Pain");
        bakery.putObject("supervisor").put("email", "a@dpa.example").putObject("name").put("en", "DPA");
        register.path("parties").forEach(entry -> {
            ObjectNode party = Party.parse(entry).toJson();
            assertThat(Party.parse(PartyForm.read(new FormFields(sent(PartyForm.of(party, words))))))
                    .isEqualTo(Party.parse(party));
        });
    }

    @Test
    void fields_whenALanguageIsAddedOrEmptied_followIt() {
        MultiValueMap<String, String> sent = new LinkedMultiValueMap<>(Map.of("name.en", List.of("Bakery"), "name.ar",
                List.of("  "), "name.tag", List.of("pt"), "name.text", List.of("Padaria"), "names.fr", List.of("no")));
        assertThat(PartyForm.read(new FormFields(sent)).path("name").toString())
                .isEqualTo("{\"en\":\"Bakery\",\"pt\":\"Padaria\"}");
        sent.remove("name.tag");
        assertThat(PartyForm.read(new FormFields(sent)).path("name").has("")).isTrue();
    }

    @Test
    void nothing_whenSent_isAnEntryThatSaysNothing() {
        var nothing = new FormFields(new LinkedMultiValueMap<>());
        assertThat(StrictJson.write(PartyForm.read(nothing))).isEqualTo(
                "{\"identifiers\":[],\"anchors\":[],\"issues\":[]}");
        assertThat(UseForm.read(nothing).path("retention").asString()).isEqualTo("P0Y0M0D");
        assertThat(UseForm.read(nothing).path("withdrawable").asBoolean()).isFalse();
    }

    private List<Party> parties() {
        return register.path("parties").valueStream().map(Party::parse).toList();
    }

    private static MultiValueMap<String, String> sent(UseForm form) {
        MultiValueMap<String, String> sent = new LinkedMultiValueMap<>();
        sent.add("id", form.text("id"));
        sent.add("party", chosen(form.parties()).getFirst());
        texts(sent, "purpose", form.purpose());
        texts(sent, "refusal", form.refusal());
        form.bases().forEach(group -> chosen(group.choices()).forEach(value -> sent.add("basis", value)));
        form.types().forEach(group -> chosen(group.choices()).forEach(value -> sent.add("claim", value)));
        sent.add("law", form.text("law_reference"));
        if (form.withdrawable()) {
            sent.add("withdrawable", "true");
        }
        sent.add("years", "" + form.retention().getYears());
        sent.add("months", "" + form.retention().getMonths());
        sent.add("days", "" + form.retention().get(java.time.temporal.ChronoUnit.DAYS));
        sent.add("recipients", form.recipients());
        return sent;
    }

    private static MultiValueMap<String, String> sent(PartyForm form) {
        MultiValueMap<String, String> sent = new LinkedMultiValueMap<>();
        Map.of("id", "id", "country", "country", "party-kind", "kind", "erasure-contact", "erasure_contact", "notices",
                "notice_url", "privacy-policy", "privacy_policy", "service", "service", "supervisor-email",
                "supervisor.email").forEach((field, member) -> sent.add(field, form.text(member)));
        texts(sent, "name", form.name());
        texts(sent, "services", form.services());
        texts(sent, "supervisor", form.supervisor());
        sent.add("identifiers", form.identifiers());
        chosen(form.anchors()).forEach(value -> sent.add("anchor", value));
        sent.add("certificates", form.certificates());
        chosen(form.issues()).forEach(value -> sent.add("issue", value));
        return sent;
    }

    private static void texts(MultiValueMap<String, String> sent, String field, List<Text> texts) {
        texts.forEach(text -> sent.add(field + "." + text.language(), text.text()));
    }

    private static List<String> chosen(List<Choice> choices) {
        return choices.stream().filter(Choice::chosen).map(Choice::value).toList();
    }
}
