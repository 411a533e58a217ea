package org.amana.core.dcql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.Finding;
import org.amana.core.sdjwt.SdJwtVcFixture;
import org.amana.core.sdjwt.SdJwtVcVerdict;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class DcqlCheckTest {
    private final SdJwtVcFixture fixture = new SdJwtVcFixture();

    private VerifiedSdJwtVc presented() {
        return ((SdJwtVcVerdict.Verified) fixture.verify(fixture.presentation())).credential();
    }

    private static DcqlQuery parse(String json) {
        return DcqlQuery.parse(StrictJson.parseObject(json, 10_000));
    }

    private static DcqlQuery query(String more) {
        return parse("{\"credentials\":[{\"id\":\"work\",\"format\":\"dc+sd-jwt\",\"meta\":{\"vct_values\":[\""
                + SdJwtVcFixture.VCT + "\"]}" + more + "}]}");
    }

    private static List<String> reasons(List<Finding> findings) {
        return findings.stream().map(Finding::reason).toList();
    }

    private List<String> check(DcqlQuery query) {
        return reasons(DcqlCheck.check(query, Map.of("work", List.of(presented()))));
    }

    @Test
    void n057_unknownOrMissingId_isRefused() {
        DcqlQuery query = query("");

        assertThat(DcqlCheck.shape(query, Map.of("work", List.of("p")))).isEmpty();
        assertThat(reasons(DcqlCheck.shape(query, Map.of("work", List.of("p"), "other", List.of("p")))))
                .containsExactly("malformed_vp_token");
        assertThat(reasons(DcqlCheck.shape(query, Map.of()))).containsExactly("query_not_met");
        assertThat(reasons(DcqlCheck.shape(query, Map.of("work", List.of())))).containsExactly("malformed_vp_token");
    }

    @Test
    void n057_requiredAndOptionalSets_areToldApart() {
        DcqlQuery query = parse("""
                {"credentials":[{"id":"a","format":"ldp_vc","meta":{}},{"id":"b","format":"ldp_vc","meta":{}},
                                {"id":"c","format":"ldp_vc","meta":{}}],
                 "credential_sets":[{"options":[["a","b"],["c"]]},{"options":[["b"]],"required":false}]}""");

        assertThat(DcqlCheck.shape(query, Map.of("c", List.of("p")))).isEmpty();
        assertThat(DcqlCheck.shape(query, Map.of("a", List.of("p"), "b", List.of("p")))).isEmpty();
        assertThat(reasons(DcqlCheck.shape(query, Map.of("a", List.of("p"))))).containsExactly("query_not_met");
        assertThat(reasons(DcqlCheck.shape(query, Map.of("b", List.of("p"))))).containsExactly("query_not_met");
    }

    @Test
    void n058_twoPresentationsWithoutMultiple_isRefused() {
        assertThat(DcqlCheck.shape(query(",\"multiple\":true"), Map.of("work", List.of("p", "p")))).isEmpty();
        assertThat(reasons(DcqlCheck.shape(query(""), Map.of("work", List.of("p", "p")))))
                .containsExactly("multiple_not_allowed");
    }

    @Test
    void n059_otherTypeOrFormat_isRefused() {
        DcqlQuery otherType = parse("""
                {"credentials":[{"id":"work","format":"dc+sd-jwt","meta":{"vct_values":["urn:other"]}}]}""");
        DcqlQuery otherFormat = parse("""
                {"credentials":[{"id":"work","format":"mso_mdoc","meta":{"doctype_value":"d"}}]}""");

        assertThat(check(query(""))).isEmpty();
        assertThat(check(otherType)).containsExactly("query_not_met");
        assertThat(check(otherFormat)).containsExactly("query_not_met");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[{\"path\":[\"given_name\"]}]|true", "[{\"path\":[\"nothing\"]}]|false",
            "[{\"path\":[\"given_name\"],\"values\":[\"Ada\"]}]|true",
            "[{\"path\":[\"given_name\"],\"values\":[\"ada\"]}]|false",
            "[{\"path\":[\"work_permission\",\"may_work\"],\"values\":[true]}]|true",
            "[{\"path\":[\"work_permission\",\"may_work\"],\"values\":[\"true\"]}]|false",
            "[{\"path\":[\"work_permission\",\"may_work\"],\"values\":[1]}]|false",
            "[{\"path\":[\"work_permission\",\"sectors\",null],\"values\":[\"I56\"]}]|true",
            "[{\"path\":[\"work_permission\",\"sectors\",5]}]|false"})
    void n060_claimMissingOrOfAnotherValue_isRefused(String claims, boolean met) {
        assertThat(check(query(",\"claims\":" + claims))).isEqualTo(met ? List.of() : List.of("query_not_met"));
    }

    @Test
    void n060_anyOfTheClaimSets_isEnough() {
        String claims = ",\"claims\":[{\"id\":\"a\",\"path\":[\"nothing\"]},{\"id\":\"b\",\"path\":[\"given_name\"]}]";

        assertThat(check(query(claims + ",\"claim_sets\":[[\"a\"],[\"b\"]]"))).isEmpty();
        assertThat(check(query(claims + ",\"claim_sets\":[[\"a\",\"b\"]]"))).containsExactly("query_not_met");
    }

    @Test
    void n061_issuerOutsideTheTrustedAuthorities_isRefused() {
        assertThat(check(query(""))).isEmpty();
        assertThat(check(query(",\"trusted_authorities\":[{\"type\":\"aki\",\"values\":[\"AAAA\"]}]")))
                .containsExactly("untrusted_issuer");
    }

    @Test
    void n045_presentationNotBound_isRefusedWhereBindingIsAsked() {
        VerifiedSdJwtVc unbound = ((SdJwtVcVerdict.Verified) fixture.verifyUnbound(fixture.credential())).credential();

        assertThat(DcqlCheck.check(query(",\"require_cryptographic_holder_binding\":false"),
                Map.of("work", List.of(unbound)))).isEmpty();
        assertThat(reasons(DcqlCheck.check(query(""), Map.of("work", List.of(unbound)))))
                .containsExactly("missing_holder_binding");
    }

    @Test
    void n101_claimsNobodyAskedFor_areNamed() {
        CredentialQuery asked = query(
                ",\"claims\":[{\"path\":[\"work_permission\",\"from\"]},{\"path\":[\"given_name\"]}]").credentials()
                .getFirst();

        assertThat(DcqlCheck.overDisclosed(asked, presented())).extracting(Object::toString)
                .containsExactlyInAnyOrder("family_name", "document_number");
    }

    @Test
    void n060_indexOfAnElementShownAlone_countsAsSigned() {
        String us = SdJwtVcFixture.encoded(StrictJson.array().add("salt1").add("US"));
        String de = SdJwtVcFixture.encoded(StrictJson.array().add("salt2").add("DE"));
        ObjectNode payload = fixture.plainPayload();
        SdJwtVcFixture.addElements(payload.putArray("nationalities"), us, de);
        VerifiedSdJwtVc second = ((SdJwtVcVerdict.Verified) fixture.verify(fixture.present(fixture.forge(payload, de))))
                .credential();
        String query = ",\"claims\":[{\"path\":[\"nationalities\",%d],\"values\":[\"DE\"]}]";

        assertThat(second.claims().path("nationalities")).hasSize(1);
        assertThat(DcqlCheck.check(query(query.formatted(1)), Map.of("work", List.of(second)))).isEmpty();
        assertThat(reasons(DcqlCheck.check(query(query.formatted(0)), Map.of("work", List.of(second)))))
                .containsExactly("query_not_met");
    }
}
