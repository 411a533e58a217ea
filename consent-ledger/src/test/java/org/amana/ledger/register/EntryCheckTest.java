package org.amana.ledger.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.amana.core.json.StrictJson;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.Party;
import org.amana.ledger.Fixtures;
import org.amana.schemas.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class EntryCheckTest {
    private final UseCheck uses = new UseCheck();

    @Test
    void fixtures_agreeWithTheProfile() {
        ObjectNode register = Fixtures.register("http://localhost/notices");
        register.path("parties").forEach(party -> PartyCheck.require(Party.parse(party)));
        register.path("intended_uses").forEach(use -> uses.require(IntendedUse.parse(use)));
    }

    @Test
    void legalBases_areThoseOfTheShapes() {
        String shapes = Schemas.consentProfile().shapes();
        String list = shapes.substring(shapes.indexOf("sh:in ( amana:UnknownBasis\n"));
        List<String> known = Pattern.compile("eu-gdpr:(A[0-9a-z-]+)")
                .matcher(list.substring(0, list.indexOf(") ;")))
                .results()
                .map(term -> term.group(1))
                .toList();
        assertThat(Schemas.codeList("legal-basis").orElseThrow().codes()).containsExactlyElementsOf(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-gdpr:A6-1-z", "eu-gdpr:A99-1-a", "eu-gdpr:A6-1-a-x", "eu-gdpr:A46-2-a", "eu-gdpr:A6-1"})
    void use_whenTheLegalBasisIsNone_isRefused(String term) {
        refuse(use -> use.put("law_reference", "http://data.europa.eu/eli/dir/2009/52/oj")
                .putArray("legal_basis")
                .add(term), term + " is no legal basis of the GDPR");
    }

    @Test
    void use_whenItsBasesDoNotGoTogether_isRefused() {
        refuse(use -> use.putArray("legal_basis").add("eu-gdpr:A6-1-a").add("eu-gdpr:A6-1-a"), "twice");
        refuse(use -> use.putArray("legal_basis").add("eu-gdpr:A6-1-a").add("eu-gdpr:A6-1-f"), "not both");
        refuse(use -> use.put("law_reference", "http://data.europa.eu/eli/dir/2009/52/oj")
                .putArray("legal_basis")
                .add("eu-gdpr:A49-1-a"), "consent to a transfer");
        accept(use -> use.putArray("legal_basis").add("eu-gdpr:A6-1-a").add("eu-gdpr:A9-2-a").add("eu-gdpr:A49-1-a"));
        accept(use -> use.put("law_reference", "http://data.europa.eu/eli/dir/2009/52/oj")
                .putArray("legal_basis")
                .add("eu-gdpr:A6-1-e-public-interest")
                .add("eu-gdpr:A9-2-g"));
    }

    @Test
    void use_whenTheDataIsNotKnown_isRefused() {
        refuse(use -> credential(use).put("vct", "https://elsewhere.example/vct/diploma"), "is not known here");
        refuse(use -> credential(use).putArray("claims").addArray().add("shoe_size"), "no claim shoe_size");
        refuse(use -> credential(use).putArray("claims").addArray().add("qualification").add("colour"),
                "no claim qualification colour");
        refuse(use -> credential(use).withArray("claims").addArray().add("given_name"), "a claim stands there twice");
        refuse(use -> use.withArray("credentials").add(credential(use).deepCopy()), "each credential type stands once");
        accept(use -> credential(use).putArray("claims").addArray().add("qualification").add("title"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "id             | unregistered             | not in the register",
            "law_reference  | Aliens Act               | web address",
            "law_reference  | https://laws.example/a b | web address",
            "retention      | P1234567D                | six digits"})
    void use_whenAMemberReadsOtherwiseThanTheProfile_isRefused(String member, String value, String sentence) {
        refuse(use -> use.put(member, value), sentence);
    }

    @Test
    void use_whenItsRecipientsAreTooManyOrTwice_isRefused() {
        refuse(use -> use.putArray("recipients").add("A").add("A"), "each named once");
        refuse(use -> use.putArray("recipients").add(" "), "each named once");
        refuse(use -> use.putArray("recipients").add("x".repeat(201)), "200 characters");
        refuse(use -> {
            var recipients = use.putArray("recipients");
            for (int i = 0; i < 21; i++) {
                recipients.add("recipient " + i);
            }
        }, "20 recipients");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "id              | harbour bakery           | id of a party",
            "id              | Bakery                   | id of a party",
            "id              | ftp://bakery.example     | id of a party",
            "id              | https://u@bakery.example | id of a party",
            "id              | https://bakery.example/#a| id of a party",
            "id              | <script>                 | id of a party",
            "country         | QQ                       | ISO 3166-1",
            "erasure_contact | our front desk           | web address or an e-mail",
            "notice_url      | localhost:8083           | web address",
            "notice_url      | file:///etc/passwd       | web address",
            "privacy_policy  | on request               | web address",
            "info_uri        | javascript:alert(1)      | web address",
            "service         | Verifier Service         | name of a service"})
    void party_whenAMemberSaysNothingUsable_isRefused(String member, String value, String sentence) {
        refuseParty(party -> party.put(member, value), sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "LEI-42", "leixg-42", "LEIXG42", "LEIXG-", "LEIXG-4 2"})
    void party_whenItsIdentifierIsNone_isRefused(String identifier) {
        refuseParty(party -> party.putArray("identifiers").add(identifier), "official identifier");
    }

    @Test
    void party_whenItIssuesAnUnknownTypeOrSaysThingsTwice_isRefused() {
        refuseParty(party -> party.putArray("issues").add("https://elsewhere.example/vct/diploma"),
                "is not known here");
        refuseParty(party -> party.putArray("identifiers").add("NTRPT-1").add("NTRPT-1"), "twice");
        refuseParty(party -> party.putObject("supervisor").put("email", "nobody").putObject("name").put("en", "DPA"),
                "no e-mail address");
        assertThatCode(() -> PartyCheck.require(Party.parse(party().put("erasure_contact", "mailto:a@bakery.example")
                .put("id", "https://issuer.example/recognition-office")))).doesNotThrowAnyException();
    }

    @Test
    void parties_withOneIdentifier_areToldApartUnlessOneIsAnIssuer() {
        Party bakery = Party.parse(party());
        assertThatThrownBy(() -> EntryCheck.distinct(Party.parse(party().put("id", "another")), bakery))
                .hasMessageContaining("already that of harbour-bakery");
        assertThatCode(() -> EntryCheck.distinct(Party.parse(party().put("id", "https://bakery.example")), bakery))
                .doesNotThrowAnyException();
        assertThatCode(() -> EntryCheck.distinct(bakery, bakery)).doesNotThrowAnyException();
    }

    private void refuse(Consumer<ObjectNode> change, String sentence) {
        ObjectNode use = use();
        change.accept(use);
        assertThatThrownBy(() -> uses.require(IntendedUse.parse(use))).hasMessageContaining("register_contradiction")
                .hasMessageContaining(sentence);
    }

    private void accept(Consumer<ObjectNode> change) {
        ObjectNode use = use();
        change.accept(use);
        assertThatCode(() -> uses.require(IntendedUse.parse(use))).doesNotThrowAnyException();
    }

    private static void refuseParty(Consumer<ObjectNode> change, String sentence) {
        ObjectNode party = party();
        change.accept(party);
        assertThatThrownBy(() -> PartyCheck.require(Party.parse(party)))
                .hasMessageContaining("register_contradiction")
                .hasMessageContaining(sentence);
    }

    private static ObjectNode use() {
        ObjectNode use = (ObjectNode) Fixtures.register("http://localhost/notices").path("intended_uses").get(0);
        return StrictJson.parseObject(StrictJson.write(use), 10_000);
    }

    private static ObjectNode credential(ObjectNode use) {
        return (ObjectNode) use.path("credentials").get(0);
    }

    private static ObjectNode party() {
        return (ObjectNode) Fixtures.register("http://localhost/notices").path("parties").get(1);
    }
}
