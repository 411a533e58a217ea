package org.amana.core.dcql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amana.core.Vectors;
import org.amana.core.json.StrictJson;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.sdjwt.SdJwtVcFixture;
import org.amana.core.sdjwt.SdJwtVcIssuer;
import org.amana.core.sdjwt.SdJwtVcPayload;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.testing.TestRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DcqlMatcherTest {
    private final SdJwtVcFixture fixture = new SdJwtVcFixture();
    private final HeldCredential work = held("work-1", fixture.payload());

    private HeldCredential held(String id, SdJwtVcPayload payload) {
        return new HeldCredential(id, UnverifiedSdJwtVc.parse(
                new SdJwtVcIssuer(TestRandom.seeded()).issue(payload, fixture.issuer)));
    }

    private HeldCredential held(String id, String vct, String claims) {
        return held(id, SdJwtVcPayload.of(vct, StrictJson.parseObject(claims, 10_000))
                .withHolderKey(fixture.holder.publicJwk()));
    }

    private static DcqlQuery query(String credential) {
        return DcqlQuery.parse(StrictJson.parseObject("{\"credentials\":[{\"id\":\"q\",\"format\":\"dc+sd-jwt\","
                + "\"meta\":{\"vct_values\":[\"" + SdJwtVcFixture.VCT + "\"]}" + credential + "}]}", 10_000));
    }

    private static DcqlMatch.Satisfiable satisfiable(DcqlMatch match) {
        assertThat(match).isInstanceOf(DcqlMatch.Satisfiable.class);
        return (DcqlMatch.Satisfiable) match;
    }

    private static List<String> reasons(DcqlMatch match) {
        assertThat(match).isInstanceOf(DcqlMatch.Unsatisfiable.class);
        return ((DcqlMatch.Unsatisfiable) match).findings().stream().map(finding -> finding.reason()).toList();
    }

    private static SelectedCredential only(DcqlMatch match) {
        assertThat(satisfiable(match).options()).hasSize(1);
        return satisfiable(match).options().getFirst().credentials().getFirst();
    }

    private static List<String> names(List<ClaimPath> paths) {
        return paths.stream().map(ClaimPath::toString).toList();
    }

    @Test
    void match_ofWantedClaims_disclosesThemAndNamesWhatStaysHidden() {
        SelectedCredential selected = only(DcqlMatcher.match(
                query(",\"claims\":[{\"path\":[\"work_permission\",\"may_work\"]},{\"path\":[\"given_name\"]}]"),
                List.of(work)));

        assertThat(selected.queryId()).isEqualTo("q");
        assertThat(selected.credentialId()).isEqualTo("work-1");
        assertThat(selected.disclosureCount()).isEqualTo(2);
        assertThat(names(selected.hidden())).containsExactlyInAnyOrder("family_name", "document_number");
        assertThat(selected.keyBinding()).isTrue();
        assertThat(work.credential().select(selected.disclosed()).claims().propertyNames())
                .contains("work_permission", "given_name")
                .doesNotContain("family_name");
    }

    @Test
    void n179_claimsAbsent_disclosesNothing() {
        SelectedCredential selected = only(DcqlMatcher.match(query(""), List.of(work)));

        assertThat(selected.disclosed()).isEmpty();
        assertThat(selected.disclosureCount()).isZero();
        assertThat(selected.hidden()).hasSize(4);
        assertThat(work.credential().select(selected.disclosed()).disclosures()).isEmpty();
    }

    @Test
    void match_ofAlternatives_takesTheSmallestWhateverTheirOrder() {
        String claims = ",\"claims\":[{\"id\":\"g\",\"path\":[\"given_name\"]},{\"id\":\"f\",\"path\":[\"family_name\"]},"
                + "{\"id\":\"w\",\"path\":[\"work_permission\"]},{\"id\":\"x\",\"path\":[\"nothing\"]}]";

        assertThat(names(only(DcqlMatcher.match(
                query(claims + ",\"claim_sets\":[[\"g\",\"f\",\"w\"],[\"x\"],[\"w\"]]"), List.of(work))).disclosed()))
                .containsExactly("work_permission");
        assertThat(names(only(DcqlMatcher.match(
                query(claims + ",\"claim_sets\":[[\"x\"],[\"g\",\"f\",\"w\"]]"), List.of(work))).disclosed()))
                .containsExactly("given_name", "family_name", "work_permission");
        assertThat(reasons(DcqlMatcher.match(query(claims), List.of(work)))).containsExactly("query_not_met");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[true]|true", "[false,true]|true", "[\"true\"]|false", "[1]|false"})
    void match_ofValues_comparesTypeAndValue(String values, boolean met) {
        DcqlMatch match = DcqlMatcher.match(
                query(",\"claims\":[{\"path\":[\"work_permission\",\"may_work\"],\"values\":" + values + "}]"),
                List.of(work));

        assertThat(match instanceof DcqlMatch.Satisfiable).isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[\"work_permission\",\"sectors\",null]|[\"I56\"]|true",
            "[\"work_permission\",\"sectors\",1]|[\"I56\"]|true", "[\"work_permission\",\"sectors\",0]|[\"I56\"]|false",
            "[\"work_permission\",\"sectors\",2]|[\"I56\"]|false",
            "[\"work_permission\",\"sectors\",null]|[\"A01\"]|false"})
    void match_ofArrayElements_followsThePath(String path, String values, boolean met) {
        DcqlMatch match = DcqlMatcher.match(
                query(",\"claims\":[{\"path\":" + path + ",\"values\":" + values + "}]"), List.of(work));

        assertThat(match instanceof DcqlMatch.Satisfiable).isEqualTo(met);
    }

    @Test
    void match_ofAnotherTypeOrUnboundCredential_isUnsatisfiable() {
        HeldCredential diploma = held("diploma", "urn:diploma", "{\"given_name\":\"Ada\"}");
        HeldCredential unbound = held("unbound",
                SdJwtVcPayload.of(SdJwtVcFixture.VCT, StrictJson.object().put("given_name", "Ada")));

        assertThat(reasons(DcqlMatcher.match(query(""), List.of(diploma)))).containsExactly("query_not_met");
        assertThat(reasons(DcqlMatcher.match(query(""), List.of(unbound)))).containsExactly("query_not_met");
        assertThat(only(DcqlMatcher.match(query(",\"require_cryptographic_holder_binding\":false"), List.of(unbound)))
                .keyBinding()).isFalse();
        assertThat(reasons(DcqlMatcher.match(query(""), List.of()))).containsExactly("query_not_met");
    }

    @Test
    void match_ofAkaVcts_takesTheMoreGeneralType() {
        HeldCredential derived = held("derived", SdJwtVcPayload.of("urn:derived", StrictJson.object())
                .withHolderKey(fixture.holder.publicJwk())
                .withPlainClaims(StrictJson.object().set("aka_vcts", StrictJson.array().add(SdJwtVcFixture.VCT))));

        assertThat(only(DcqlMatcher.match(query(""), List.of(derived))).credentialId()).isEqualTo("derived");
    }

    @Test
    void match_ofTrustedAuthorities_asksForTheKeyIdentifierOfTheIssuer() {
        UnverifiedSdJwtVc pid = UnverifiedSdJwtVc.parse(Vectors.text("oid4vp/eudi/sd-jwt-vc-pid.txt").strip());
        List<HeldCredential> held = List.of(new HeldCredential("pid", pid));
        String query = "{\"credentials\":[{\"id\":\"q\",\"format\":\"dc+sd-jwt\",\"meta\":{\"vct_values\":[\"urn:eudi:pid:1\"]},"
                + "\"trusted_authorities\":[{\"type\":\"%s\",\"values\":[\"other\",\"%s\"]}]}]}";
        String issuer = pid.authorityKeyIdentifiers().iterator().next();

        assertThat(DcqlMatcher.match(parse(query.formatted("aki", issuer)), held))
                .isInstanceOf(DcqlMatch.Satisfiable.class);
        assertThat(reasons(DcqlMatcher.match(parse(query.formatted("aki", "AAAA")), held)))
                .containsExactly("query_not_met");
        assertThat(reasons(DcqlMatcher.match(parse(query.formatted("etsi_tl", issuer)), held)))
                .containsExactly("query_not_met");
    }

    private static DcqlQuery parse(String json) {
        return DcqlQuery.parse(StrictJson.parseObject(json, 10_000));
    }

    @Test
    void n065_onlyFormatsNotHeld_isSaidSo() {
        DcqlQuery ldp = parse(
                "{\"credentials\":[{\"id\":\"q\",\"format\":\"ldp_vc\",\"meta\":{\"type_values\":[[\"x\"]]}}]}");

        assertThat(reasons(DcqlMatcher.match(ldp, List.of(work)))).contains("vp_formats_not_supported");
        assertThat(DcqlMatcher.match(query(""), List.of(work))).isInstanceOf(DcqlMatch.Satisfiable.class);
    }

    /** The example of the specification, with wallets that hold more and less of it. */
    @Test
    void publishedAlternatives_areAnsweredWithWhatIsHeld() {
        DcqlQuery query = DcqlQuery.parse(Vectors.json("oid4vp/spec/query_lang/credentials_alternatives.json"));
        String person = "{\"given_name\":\"A\",\"family_name\":\"B\",\"address\":{\"street_address\":\"S\",\"x\":1}}";
        HeldCredential pid = held("pid", "https://credentials.example.com/identity_credential", person);
        HeldCredential reduced1 = held("r1", "https://credentials.example.com/reduced_identity_credential", person);
        HeldCredential reduced2 = held("r2", "https://cred.example/residence_credential",
                "{\"postal_code\":\"1\",\"locality\":\"L\",\"region\":\"R\"}");
        HeldCredential rewards = held("rewards", "https://company.example/company_rewards", "{\"rewards_number\":7}");

        assertThat(ids(satisfiable(DcqlMatcher.match(query, List.of(pid))).options())).containsExactly(List.of("pid"));
        assertThat(ids(satisfiable(DcqlMatcher.match(query, List.of(reduced1, reduced2))).options()))
                .containsExactly(List.of("r1", "r2"));
        DcqlMatch.Satisfiable all = satisfiable(DcqlMatcher.match(query, List.of(reduced1, reduced2, pid, rewards)));
        assertThat(ids(all.options())).containsExactly(List.of("pid"), List.of("r1", "r2"));
        assertThat(ids(all.optional())).containsExactly(List.of("rewards"));
    }

    @Test
    void n178_requiredSetNotMet_answersNothingAtAll() {
        DcqlQuery query = DcqlQuery.parse(Vectors.json("oid4vp/spec/query_lang/credentials_alternatives.json"));
        HeldCredential rewards = held("rewards", "https://company.example/company_rewards", "{\"rewards_number\":7}");
        HeldCredential half = held("r1", "https://credentials.example.com/reduced_identity_credential",
                "{\"given_name\":\"A\",\"family_name\":\"B\"}");

        assertThat(reasons(DcqlMatcher.match(query, List.of(rewards, half)))).contains("query_not_met");
    }

    @Test
    void match_whenNothingIsRequired_offersWhatIsOptional() {
        DcqlQuery query = parse("""
                {"credentials":[{"id":"a","format":"dc+sd-jwt","meta":{"vct_values":["%s"]}}],
                 "credential_sets":[{"options":[["a"]],"required":false}]}""".formatted(SdJwtVcFixture.VCT));

        assertThat(ids(satisfiable(DcqlMatcher.match(query, List.of(work))).options()))
                .containsExactly(List.of("work-1"));
        assertThat(reasons(DcqlMatcher.match(query, List.of()))).containsExactly("query_not_met");
    }

    @Test
    void match_ofManyWays_listsABoundedNumber() {
        var many = new java.util.ArrayList<HeldCredential>();
        for (int i = 0; i < 30; i++) {
            many.add(new HeldCredential("c" + i, work.credential()));
        }
        DcqlQuery query = parse("""
                {"credentials":[{"id":"a","format":"dc+sd-jwt","meta":{"vct_values":["%1$s"]}},
                                {"id":"b","format":"dc+sd-jwt","meta":{"vct_values":["%1$s"]}},
                                {"id":"c","format":"dc+sd-jwt","meta":{"vct_values":["%1$s"]}}]}"""
                .formatted(SdJwtVcFixture.VCT));

        assertThat(satisfiable(DcqlMatcher.match(query, many)).options()).hasSize(DcqlMatcher.MAX_OPTIONS);
    }

    private static List<List<String>> ids(List<PresentationOption> options) {
        return options.stream()
                .map(option -> option.credentials().stream().map(SelectedCredential::credentialId).toList())
                .toList();
    }
}
