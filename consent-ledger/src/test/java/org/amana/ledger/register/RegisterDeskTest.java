package org.amana.ledger.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.Map;
import org.amana.ledger.Caller;
import org.amana.ledger.Desk;
import org.amana.ledger.Fixtures;
import org.amana.ledger.Person;
import org.amana.support.staff.StaffAccounts;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the register's desk proposes, decides and refuses. */
class RegisterDeskTest extends RegisterDeskCase {
    @Autowired
    private StaffAccounts accounts;
    @Autowired
    private JdbcClient jdbc;

    @Nested
    class Approval {
        @Test
        void change_takesEffectWhenAnotherApprovesAndNotBefore() {
            String proposal = propose(document("Keep it for a year", "P1Y"), 1);
            assertThat(newestEntry()).contains("\"type\":\"register_proposal\"", "\"staff\":\"staff-", id)
                    .doesNotContain("Keep it for a year", "registrar-a");
            assertThat(registered().path("retention").asString()).isEqualTo("P6M");
            assertThat(certificate().text()).isNotBlank();
            String page = approver.get(HOME + "/proposals/" + proposal).body();
            assertThat(page).contains("New consents let their data be kept longer.", "The purpose reads otherwise.",
                    "Until now:", "6 months", "Newly:", "1 year", "Approve", "Reject");
            assertThat(decide(approver, proposal, "approve").body()).contains("It took effect.");
            assertThat(registered().path("retention").asString()).isEqualTo("P1Y");
            assertThat(newestEntry()).contains("\"approved\":{", "\"proposal\":\"" + proposal, "\"version\":2",
                    "Keep it for a year").doesNotContain("registrar-");
            assertThat(approver.get(HOME).body()).contains("Approved by");
        }

        @Test
        void newPartyAndPurpose_areRegisteredOneAfterTheOther() {
            String party = "firm-" + Person.fresh();
            String text = "{\"id\":\"" + party + "\",\"name\":{\"en\":\"New firm\"},\"country\":\"PT\","
                    + "\"kind\":\"employer\",\"identifiers\":[\"NTRPT-" + party + "\"],\"anchors\":\"access\"}";
            decide(approver, propose("party", text, 0), "approve");
            assertThat(Caller.anonymous("GET", baseUrl + "/v1/register/parties/" + party, "").status()).isEqualTo(200);
            id = "use-" + Person.fresh();
            String proposal = propose("intended_use",
                    document("A new purpose", "P1M").replace("harbour-bakery", party), 0);
            assertThat(certificate().status()).isEqualTo(404);
            decide(approver, proposal, "approve");
            assertThat(certificate().status()).isEqualTo(200);
        }

        @Test
        void approval_byWhoProposed_isRefused() {
            String proposal = propose(document("Mine alone", "P1Y"), 1);
            assertThat(proposer.get(HOME + "/proposals/" + proposal).body()).contains("another person decides")
                    .doesNotContain(">Approve<", ">Reject<");
            refuses(proposer, proposal, "approve", 403, "another person decides");
            refuses(proposer, proposal, "reject", 403, "another person decides");
            refuses(new Desk(baseUrl).signIn("registrar-a", firstLogin), proposal, "approve", 403, "another person");
            assertThat(registered().path("retention").asString()).isEqualTo("P6M");
        }

        @Test
        void approval_whenRepeated_isRefused() {
            String proposal = propose(document("Once", "P1Y"), 1);
            decide(approver, proposal, "approve");
            refuses(approver, proposal, "approve", 409, "decided before");
            refuses(approver, proposal, "reject", 409, "decided before");
            refuses(proposer, proposal, "withdraw", 409, "decided before");
            assertThat(newestEntry()).contains("\"version\":2");
        }

        @Test
        void approval_afterRejectionOrWithdrawal_isRefused() {
            String rejected = propose(document("No", "P1Y"), 1);
            assertThat(decide(approver, rejected, "reject").body()).contains("Rejected by");
            assertThat(newestEntry()).contains("\"outcome\":\"rejected\"", rejected).doesNotContain("registrar-");
            refuses(approver, rejected, "approve", 409, "decided before");
            String withdrawn = propose(document("Never mind", "P1Y"), 1);
            refuses(approver, withdrawn, "withdraw", 403, "only who proposed");
            assertThat(decide(proposer, withdrawn, "withdraw").body()).contains("Taken back by");
            refuses(approver, withdrawn, "approve", 409, "decided before");
            assertThat(registered().path("retention").asString()).isEqualTo("P6M");
        }

        @Test
        void approval_ofAStaleVersion_isRefused() {
            String first = propose(document("First", "P1Y"), 1);
            String second = propose(document("Second", "P2Y"), 1);
            decide(approver, first, "approve");
            assertThat(approver.get(HOME + "/proposals/" + second).body()).contains("cannot take effect any more")
                    .doesNotContain(">Approve<");
            refuses(approver, second, "approve", 409, "changed since");
            assertThat(decide(approver, second, "reject").body()).contains("Rejected by");
            assertThat(registered().path("retention").asString()).isEqualTo("P1Y");
        }

        @Test
        void approval_whenAnImportCameBetween_isRefused() {
            String proposal = propose(document("Slow", "P1Y"), 1);
            imported(document("Imported", "P3M"));
            refuses(approver, proposal, "approve", 409, "changed since");
        }

        @Test
        void importOfWhatTwoPeopleDecided_changesNothing() {
            decide(approver, propose(document("By two", "P1Y"), 1), "approve");
            assertThat(imported(document("By a file", "P3M")).json().path("added").intValue()).isZero();
            assertThat(registered().path("retention").asString()).isEqualTo("P1Y");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "confirm", "APPROVED"})
        void decision_ofAnotherWord_isRefused(String word) {
            refuses(approver, propose(document("Word", "P1Y"), 1), word, 400, "approve, reject or withdraw");
        }

        @ParameterizedTest
        @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAAAA", "x", "..%2f..", "%00"})
        void decision_onNoProposal_isNotFound(String none) {
            assertThat(approver.get(HOME + "/proposals/" + none).statusCode()).isIn(400, 404);
            assertThat(approver.postFrom(HOME, HOME + "/proposals/" + none, Map.of("decision", "approve"))
                    .statusCode()).isIn(400, 404);
        }

        @Test
        void database_refusesOneAccountTwice() {
            String proposal = propose(document("Database", "P1Y"), 1);
            assertThatThrownBy(() -> jdbc.sql("""
                    insert into register_decision (proposal, proposed_by, outcome, decided_by, decided_at, index)
                    values (?, 'registrar-a', 'APPROVED', 'registrar-a', now(), 0)""").param(proposal).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("decided_by_another");
            assertThatThrownBy(() -> jdbc.sql("update register_proposal set proposed_by = 'x' where id = ?")
                    .param(proposal)
                    .update()).isInstanceOf(DataAccessException.class);
        }
    }

    @Nested
    class Proposing {
        @Test
        void proposal_whenTheEntryIsWrong_isShownAgainAndNotRecorded() {
            long before = published.treeSize();
            refusesProposal("intended_use", "not json", 1, 400);
            refusesProposal("intended_use", "{}", 1, 400);
            refusesProposal("intended_use", document("P", "6 months"), 1, 400);
            refusesProposal("intended_use", document("P", "P6M").replace("true", "false"), 1, 400);
            refusesProposal("intended_use", document("P", "P6M").replace("harbour-bakery", "other-firm"), 1, 400);
            refusesProposal("intended_use", document("P", "P6M").replace("harbour-bakery", "nobody"), 1, 400);
            refusesProposal("intended_use", document("x".repeat(4_001), "P6M"), 1, 400);
            refusesProposal("intended_use", " ".repeat(60_001), 1, 400);
            refusesProposal("intended_use", document("Keep your diploma", "P6M"), 1, 409);
            refusesProposal("intended_use", document("Another", "P6M"), 0, 409);
            refusesProposal("intended_use", document("Another", "P6M"), 2, 409);
            refusesProposal("party", "{\"id\":\"p\",\"name\":{\"en\":\"P\"},\"country\":\"PT\",\"kind\":\"employer\","
                    + "\"anchors\":\"anybody\"}", 0, 400);
            assertThat(proposer.postFrom(HOME, HOME + "/proposals",
                    Map.of("kind", "nonsense", "document", "{}", "version", "0")).statusCode()).isEqualTo(400);
            assertThat(published.treeSize()).isEqualTo(before);
        }

        @Test
        void form_holdsTheEntryAsItStands() {
            assertThat(proposer.get(HOME + "/change?kind=intended_use&id=" + id).body())
                    .contains("name=\"version\" value=\"1\"", "Keep your diploma");
            assertThat(proposer.get(HOME + "/change?kind=intended_use&as=json&id=" + id).body())
                    .contains("name=\"document\"", "harbour-bakery");
            assertThat(proposer.get(HOME + "/change?kind=intended_use&id=none").statusCode()).isEqualTo(404);
            assertThat(proposer.get(HOME + "/change?kind=party&id=none").statusCode()).isEqualTo(404);
            assertThat(proposer.get(HOME + "/change?kind=person").statusCode()).isEqualTo(400);
            assertThat(proposer.get(HOME + "/entries").body()).contains("Propose to retire it", "Harbour Bakery");
        }

        @Test
        void formOfFields_proposesWhatItSays() {
            String proposal = lastOf(proposer.postFrom(HOME, HOME + "/proposals", fields("3", "eu-gdpr:A6-1-a")));
            decide(approver, proposal, "approve");
            assertThat(registered().path("retention").asString()).isEqualTo("P3M");
            assertThat(registered().path("purpose").path("ar").asString()).isEqualTo("غرض");
            assertThat(registered().path("credentials").path(0).path("claims").path(0).path(0).asString())
                    .isEqualTo("qualification");
        }

        @Test
        void formOfFields_whenRefused_isShownAgainAsItWasSent() {
            long before = published.treeSize();
            HttpResponse<String> page = proposer.postFrom(HOME, HOME + "/proposals", fields("7", "eu-gdpr:A6-1-f"));
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body()).contains("Nothing was changed", "what does not rest on consent names its law",
                    "value=\"7\"", "غرض").doesNotContain("name=\"document\"");
            assertThat(proposer.postFrom(HOME, HOME + "/proposals", fields("six", "eu-gdpr:A6-1-a")).body())
                    .contains("retention is a period");
            assertThat(published.treeSize()).isEqualTo(before);
        }

        private Map<String, String> fields(String months, String basis) {
            return Map.of("kind", "intended_use", "version", "1", "id", id, "party", "harbour-bakery", "purpose.ar",
                    "غرض", "basis", basis, "refusal.en", "Nothing changes", "months", months, "withdrawable", "true",
                    "claim", Fixtures.QUALIFICATION + " qualification");
        }

        @Test
        void text_ofAnEntry_isNoMarkup() {
            String proposal = propose(document("<script>alert(1)</script>", "P6M"), 1);
            assertThat(approver.get(HOME + "/proposals/" + proposal).body()).contains("&lt;script&gt;")
                    .doesNotContain("<script>alert");
        }

        private void refusesProposal(String kind, String document, int version, int status) {
            HttpResponse<String> page = proposer.postFrom(HOME, HOME + "/proposals",
                    Map.of("kind", kind, "document", document, "version", "" + version));
            assertThat(page.statusCode()).as(document).isEqualTo(status);
            assertThat(page.body()).as(document).contains("Nothing was changed");
        }
    }

    @Nested
    class Access {
        @ParameterizedTest
        @ValueSource(strings = {"", "/entries", "/change?kind=party"})
        void page_withoutTheRole_isNotShown(String path) {
            assertThat(new Desk(baseUrl).get(HOME + path).body()).contains("Sign in");
            assertThat(new Desk(baseUrl).signIn("dpo", firstLogin).get(HOME + path).statusCode()).isEqualTo(403);
            accounts.ensure("register", "trainee", "CLERK");
            assertThat(new Desk(baseUrl).signIn("trainee", firstLogin).get(HOME + path).statusCode()).isEqualTo(403);
        }

        @Test
        void decision_withoutTheRole_isRefused() {
            String proposal = propose(document("Access", "P1Y"), 1);
            accounts.ensure("register", "trainee", "CLERK");
            for (String name : new String[]{"trainee", "dpo"}) {
                Desk other = new Desk(baseUrl).signIn(name, firstLogin);
                String own = Desk.csrf(other.get("/login").body());
                assertThat(other.post(HOME + "/proposals/" + proposal, own, Map.of("decision", "approve")).statusCode())
                        .as(name)
                        .isEqualTo(403);
                assertThat(other.post(HOME + "/retire", own, Map.of("id", id, "version", "1")).statusCode())
                        .isEqualTo(403);
                assertThat(other.post(HOME + "/proposals", own,
                        Map.of("kind", "intended_use", "document", document("Other", "P6M"), "version", "1"))
                        .statusCode()).isEqualTo(403);
            }
            assertThat(registered().path("retention").asString()).isEqualTo("P6M");
        }

        @Test
        void decision_withAForeignToken_isRefused() {
            String proposal = propose(document("Forged", "P1Y"), 1);
            String foreign = Desk.csrf(proposer.get(HOME).body());
            for (String token : new String[]{foreign, "", "x"}) {
                assertThat(approver.post(HOME + "/proposals/" + proposal, token, Map.of("decision", "approve"))
                        .statusCode()).isEqualTo(403);
            }
            assertThat(registered().path("retention").asString()).isEqualTo("P6M");
        }
    }
}
