package org.amana.issuer.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.amana.core.json.StrictJson;
import org.amana.core.sdjwt.SdJwtVcPayload;
import org.amana.issuer.catalogue.IssuanceRules;
import org.amana.schemas.Schemas;
import org.junit.jupiter.api.Test;

class CredentialClaimsTest {
    private static final IssuanceRules TYPE = IssuanceRules.of(Schemas.type("right-to-work"));
    private static final Map<String, String> ROW = Map.of("may_work", "yes", "work_from", "2026-01-15",
            "extended_until_decision", "no", "given_name", "Amina", "sectors", "G47|I56", "register_number", "L-1",
            "birth_date", "1991");

    @Test
    void of_whenRowIsGood_thenGroupTravelsTogetherAndTheRegisterStaysAtHome() {
        CredentialClaims claims = CredentialClaims.of(TYPE, ROW);

        assertThat(StrictJson.write(claims.disclosable())).isEqualTo("""
                {"work_permission":{"may_work":true,"from":"2026-01-15","extended_until_decision":false,\
                "sectors":["G47","I56"]},"given_name":"Amina"}""");
        assertThat(claims.plain()).isEmpty();
    }

    @Test
    void of_whenRequiredColumnIsMissingOrBroken_thenNothingIsMade() {
        assertThatIllegalStateException().isThrownBy(() -> CredentialClaims.of(TYPE, Map.of("may_work", "yes")))
                .withMessage("the register row lacks work_from");
        var broken = new java.util.HashMap<>(ROW);
        broken.put("work_from", "yesterday");
        assertThatIllegalStateException().isThrownBy(() -> CredentialClaims.of(TYPE, broken))
                .withMessage("work_from in the register has another form")
                .withMessageNotContaining("yesterday");
    }

    @Test
    void n013_digestNamesFromTheDataSource_areNeverSigned() {
        for (String name : new String[]{"_sd", "..."}) {
            var claims = StrictJson.object();
            claims.putObject("work_permission").put(name, "x");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SdJwtVcPayload.of("https://amana.example/vct/x", claims))
                    .withMessageContaining(name);
        }
    }
}
