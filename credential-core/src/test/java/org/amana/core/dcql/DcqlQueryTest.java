package org.amana.core.dcql;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amana.core.Vectors;
import org.amana.core.dcql.DcqlProblem.ClaimSetsWithoutClaims;
import org.amana.core.dcql.DcqlProblem.DuplicateId;
import org.amana.core.dcql.DcqlProblem.InvalidClaimsPath;
import org.amana.core.dcql.DcqlProblem.InvalidId;
import org.amana.core.dcql.DcqlProblem.InvalidMember;
import org.amana.core.dcql.DcqlProblem.TooLarge;
import org.amana.core.dcql.DcqlProblem.UnknownId;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.Problem;
import org.amana.core.testing.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class DcqlQueryTest {
    /** Correct until one thing is replaced. */
    private static final String QUERY = """
            {"credentials":[
              {"id":"work","format":"dc+sd-jwt","meta":{"vct_values":["urn:x"]},
               "claims":[{"id":"a","path":["work_permission"]},{"id":"b","path":["degrees",null,"type"],"values":["x",1,true]}],
               "claim_sets":[["a"],["a","b"]]},
              {"id":"m","format":"mso_mdoc","meta":{"doctype_value":"d"},"claims":[{"path":["ns","el"]}]}],
             "credential_sets":[{"options":[["work"],["m"]]}]}""";

    private static DcqlQuery parse(String json) {
        return DcqlQuery.parse(StrictJson.parseObject(json, 1_000_000));
    }

    private static Problem problemWith(String old, String replacement) {
        assertThat(QUERY).contains(old);
        return Problems.of(() -> parse(QUERY.replace(old, replacement)));
    }

    @Test
    void parse_ofUnchangedQuery_keepsEverything() {
        DcqlQuery query = parse(QUERY);

        assertThat(query.credentials()).extracting(CredentialQuery::id).containsExactly("work", "m");
        assertThat(query.credentials().getFirst().requireCryptographicHolderBinding()).isTrue();
        assertThat(query.credentials().getFirst().multiple()).isFalse();
        assertThat(query.credentials().getFirst().claims().get(1).path()).hasToString("degrees[].type");
        assertThat(query.credentialSets().getFirst().required()).isTrue();
        assertThat(DcqlQuery.parse(query.toJson())).isEqualTo(query);
    }

    @Test
    void parse_ofUnknownMembers_ignoresThem() {
        assertThat(parse(QUERY.replace("\"id\":\"work\"", "\"id\":\"work\",\"future\":{}"))).isEqualTo(parse(QUERY));
    }

    @Test
    void n062_duplicateCredentialId_isRefused() {
        assertThat(problemWith("\"id\":\"m\"", "\"id\":\"work\"")).isInstanceOf(DuplicateId.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"credentials\":[]}", "{\"credentials\":{}}", "{\"credentials\":[1]}",
            "{\"credentials\":null}"})
    void n062_noCredentials_isRefused(String query) {
        assertThat(parse(QUERY)).isNotNull();
        assertThat(Problems.of(() -> parse(query))).isInstanceOf(InvalidMember.class)
                .extracting(Problem::code)
                .isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my work", "wörk", "a.b", "a/b", "\\u0000"})
    void n062_idWithOtherCharacters_isRefused(String id) {
        assertThat(problemWith("\"id\":\"work\"", "\"id\":\"" + id + "\"")).isInstanceOf(InvalidId.class);
        assertThat(problemWith("\"id\":\"a\"", "\"id\":\"" + id + "\"")).isInstanceOf(InvalidId.class);
    }

    @Test
    void n062_claimSetsWithoutClaims_isRefused() {
        assertThat(Problems.of(() -> parse(
                """
                        {"credentials":[{"id":"a","format":"dc+sd-jwt","meta":{"vct_values":["urn:x"]},"claim_sets":[["a"]]}]}""")))
                .isInstanceOf(ClaimSetsWithoutClaims.class);
    }

    @Test
    void n062_unknownIdInASet_isRefused() {
        assertThat(problemWith("[[\"work\"],[\"m\"]]", "[[\"work\"],[\"other\"]]")).isInstanceOf(UnknownId.class);
        assertThat(problemWith("[[\"a\"],[\"a\",\"b\"]]", "[[\"a\",\"c\"]]")).isInstanceOf(UnknownId.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[-1]", "[true]", "[]", "[1.5]", "[{}]", "\"a\"", "null", "{}", "[9999999999]",
            "[\"a\",[\"b\"]]"})
    void n063_pathThatIsNoPointer_isRefused(String path) {
        assertThat(problemWith("[\"work_permission\"]", path)).isInstanceOf(InvalidClaimsPath.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"ns\"]", "[\"ns\",\"el\",\"x\"]", "[\"ns\",null]", "[\"ns\",0]"})
    void n063_mdocPathNotOfTwoStrings_isRefused(String path) {
        assertThat(problemWith("[\"ns\",\"el\"]", path)).isInstanceOf(InvalidClaimsPath.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"format\":\"dc+sd-jwt\",|", "\"format\":\"dc+sd-jwt\"|\"format\":1",
            "\"meta\":{\"vct_values\":[\"urn:x\"]},|", "{\"vct_values\":[\"urn:x\"]}|{}",
            "{\"vct_values\":[\"urn:x\"]}|{\"vct_values\":[]}",
            "{\"vct_values\":[\"urn:x\"]}|{\"vct_values\":\"urn:x\"}",
            "{\"vct_values\":[\"urn:x\"]}|{\"vct_values\":[1]}", "{\"doctype_value\":\"d\"}|{}",
            "\"id\":\"work\",|\"id\":\"work\",\"multiple\":\"yes\",",
            "\"id\":\"work\",|\"id\":\"work\",\"require_cryptographic_holder_binding\":0,",
            "\"id\":\"work\",|\"id\":\"work\",\"trusted_authorities\":[],",
            "\"id\":\"work\",|\"id\":\"work\",\"trusted_authorities\":[{\"type\":\"aki\"}],",
            "\"id\":\"work\",|\"id\":\"work\",\"trusted_authorities\":[{\"values\":[\"x\"]}],", "\"id\":\"a\",|",
            "[\"x\",1,true]|[]", "[\"x\",1,true]|[1.5]", "[\"x\",1,true]|[null]", "[[\"a\"],[\"a\",\"b\"]]|[]",
            "[[\"a\"],[\"a\",\"b\"]]|[[]]", "[[\"work\"],[\"m\"]]|[]", "[[\"work\"],[\"m\"]]|[[]]",
            "\"options\":[[\"work\"],[\"m\"]]|\"required\":true", "{\"options\"|{\"required\":\"no\",\"options\""})
    void n062_memberMissingEmptyOrOfWrongType_isRefused(String old,
                                                        @org.jspecify.annotations.Nullable String replacement) {
        assertThat(problemWith(old, replacement == null ? "" : replacement)).isInstanceOf(InvalidMember.class);
    }

    @Test
    void parse_atAndBeyondTheNumberOfQueries_accepts100() {
        assertThat(parse(queries(100)).credentials()).hasSize(100);
        assertThat(Problems.of(() -> parse(queries(101)))).isInstanceOf(TooLarge.class);
    }

    private static String queries(int count) {
        var query = new StringBuilder("{\"credentials\":[");
        for (int i = 0; i < count; i++) {
            query.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"q")
                    .append(i)
                    .append("\",\"format\":\"ldp_vc\",\"meta\":{}}");
        }
        return query.append("]}").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oid4vp/spec/query_lang/simple.json", "oid4vp/spec/query_lang/claims_alternatives.json",
            "oid4vp/spec/query_lang/credentials_alternatives.json", "oid4vp/eudi/sd-jwt-vc-pid-dcql-query.json",
            "oid4vp/eudi/mso_mdoc-pid-dcql-query.json", "oid4vp/vck-dcql/04.json", "oid4vp/vck-dcql/07.json",
            "oid4vp/spec/request/dcql_jwt_vc.json"})
    void publishedQuery_isReadAndWrittenBack(String file) {
        ObjectNode query = Vectors.json(file);

        DcqlQuery parsed = DcqlQuery.parse(query);

        assertThat(DcqlQuery.parse(parsed.toJson())).isEqualTo(parsed);
        assertThat(parsed.toJson().path("credentials")).hasSameSizeAs(query.path("credentials"));
    }

    /** A pre-final draft's mdoc claims ({@code namespace}, {@code claim_name}); only 1.0 is spoken here. */
    @Test
    void publishedDraftQuery_isRefused() {
        assertThat(Problems.of(() -> DcqlQuery.parse(Vectors.json("oid4vp/vck-dcql/05.json"))))
                .isEqualTo(new InvalidMember("path of a claim is required"));
    }

    @Test
    void queriesInsidePublishedRequests_areRead() {
        for (String file : new String[]{"004-examples", "020-encrypted-responses-response-encryption"}) {
            ObjectNode request = (ObjectNode) Vectors.json("oid4vp/spec-inline/" + file + ".json").path("value");
            assertThat(DcqlQuery.parse((ObjectNode) request.path("dcql_query")).credentials()).hasSize(1);
        }
    }

    @Property(tries = 500)
    void parse_ofAnyFragment_endsInAProblemAtMost(@ForAll String fragment, @ForAll int at) {
        int index = Math.floorMod(at, QUERY.length());
        assertThat(Problems.onlyProblemsFrom(
                () -> parse(QUERY.substring(0, index) + fragment + QUERY.substring(index)))).isTrue();
        assertThat(Problems.onlyProblemsFrom(
                () -> parse(QUERY.substring(0, index) + QUERY.substring(Math.min(QUERY.length(), index + 7)))))
                .isTrue();
    }
}
