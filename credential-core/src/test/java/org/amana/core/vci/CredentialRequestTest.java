package org.amana.core.vci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amana.core.json.JsonProblem;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.Spec;
import org.junit.jupiter.api.Test;

/** OpenID4VCI 1.0 section 8.2 and the error table of 8.3.1.2. */
@Spec({"OID4VCI-1FINAL-8.2", "OID4VCI-1FINAL-8.3.1.2"})
class CredentialRequestTest {
    private static final CredentialRequest REQUEST = CredentialRequest
            .forConfiguration(new CredentialConfigurationId("right-to-work"), List.of("a.b.c", "d.e.f"));

    @Test
    void parse_whenWritten_thenSameRequest() {
        assertThat(parse(StrictJson.write(REQUEST.toJson()))).isEqualTo(REQUEST);
        // unknown parameters are ignored (section 8.2)
        assertThat(parse("{'credential_configuration_id':'right-to-work','proofs':{'jwt':['a.b.c','d.e.f']},'x':1}"))
                .isEqualTo(REQUEST);
    }

    @Test
    void n124_proofsWrong_areRefused() {
        refuses("{'credential_configuration_id':'x'}", "invalid_proof", "proofs is missing");
        refuses("{'credential_configuration_id':'x','proofs':{}}", "invalid_credential_request",
                "exactly one proof type");
        refuses("{'credential_configuration_id':'x','proofs':{'jwt':['a'],'di_vp':[{}]}}", "invalid_credential_request",
                "exactly one proof type");
        refuses("{'credential_configuration_id':'x','proofs':{'di_vp':[{}]}}", "invalid_proof",
                "expected proof type jwt, got 'di_vp'");
        refuses("{'credential_configuration_id':'x','proofs':{'jwt':[]}}", "invalid_proof", "not empty");
        refuses("{'credential_configuration_id':'x','proofs':{'jwt':[1]}}", "invalid_proof", "strings");
        refuses("{'credential_configuration_id':'x','proofs':{'jwt':['1','2','3','4']}}", "invalid_credential_request",
                "at most 3 proofs, got 4");
    }

    @Test
    void n126_bothOrNeither_isRefused() {
        refuses("{'credential_configuration_id':'x','credential_identifier':'y','proofs':{'jwt':['a']}}",
                "invalid_credential_request", "expected either");
        refuses("{'proofs':{'jwt':['a']}}", "invalid_credential_request", "expected either");
    }

    @Test
    void n131_notJsonOrTwice_isRefused() {
        refuses("credential_configuration_id=x", "invalid_credential_request", "not well-formed");
        refuses("[]", "invalid_credential_request", "object expected");
        refuses("{'credential_configuration_id':'x','credential_configuration_id':'y','proofs':{'jwt':['a']}}",
                "invalid_credential_request", "twice");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> parse(
                        "{'a':'" + String.join("", Collections.nCopies(CredentialRequest.MAX_BYTES, "x")) + "'}"))
                .satisfies(e -> assertThat(e.problem()).isInstanceOf(JsonProblem.TooLarge.class));
    }

    @Test
    void n176_responseEncryptionInPlainRequest_isRefused() {
        refuses("{'credential_configuration_id':'x','credential_response_encryption':{'jwk':{},'enc':'A128GCM'},'proofs':{'jwt':['a']}}",
                "invalid_encryption_parameters", "cannot be encrypted");
    }

    @Property(tries = 300)
    void parse_whateverComes_thenOnlyAProblem(@ForAll String text) {
        try {
            assertThat(CredentialRequest.parse(text.getBytes(StandardCharsets.UTF_8), 3).proofs()).isNotEmpty();
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isNotEmpty();
        }
    }

    private static void refuses(String json, String code, String reason) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> parse(json))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(code))
                .withMessageContaining(reason);
    }

    private static CredentialRequest parse(String json) {
        return CredentialRequest.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 3);
    }
}
