package org.amana.issuer.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.amana.core.json.StrictJson;
import org.amana.schemas.CredentialType;
import org.amana.schemas.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuanceRulesTest {
    private static final CredentialType TYPE = Schemas.type("right-to-work");

    @Test
    void of_whenPublished_thenWorkPermissionIsOneDisclosure() {
        IssuanceRules rules = IssuanceRules.of(TYPE);

        assertThat(rules.id().value()).isEqualTo("right-to-work");
        assertThat(rules.batchSize()).isEqualTo(10);
        assertThat(rules.claims().getFirst()).isInstanceOfSatisfying(ClaimRule.Group.class, group -> {
            assertThat(group.name()).isEqualTo("work_permission");
            assertThat(group.isDisclosable()).isTrue();
            assertThat(group.members()).containsKeys("may_work", "until", "bound_to_employer");
        });
    }

    @Test
    void times_whenIssuedDuringTheDay_thenOnlyTheDayIsLeft() {
        IssuanceRules rules = IssuanceRules.of(TYPE);
        Instant now = Instant.parse("2026-11-22T17:45:31.123Z");

        assertThat(rules.issuedAt(now)).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(rules.expiresAt(now)).isEqualTo(Instant.parse("2026-12-06T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT1H", "P0D", "P7D"})
    void n177_exactTimes_areRefusedAtStart(String rounding) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IssuanceRules
                        .of(changed("\"time_rounding\": \"P1D\"", "\"time_rounding\": \"" + rounding + "\"")))
                .withMessage(
                        "time_rounding of right-to-work must be P1D: exact times would let verifiers link the copies of one person");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status"})
    void n014_reservedClaimDisclosable_isRefusedAtStart(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IssuanceRules.of(changed("\"given_name\"\n", "\"" + name + "\"\n")))
                .withMessageStartingWith("claim name '" + name + "' has a meaning of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_sd", "...", "_sd_alg"})
    void n013_digestNameAsMember_isRefusedAtStart(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IssuanceRules.of(changed("\"name\": \"may_work\"", "\"name\": \"" + name + "\"")))
                .withMessageStartingWith("claim name '" + name + "'");
    }

    /** The published type with one thing changed in its issuance rules; the change must hit. */
    private static CredentialType changed(String from, String to) {
        // one layout, whatever the file's
        String issuance = StrictJson.parseObject(TYPE.issuance(), 1 << 20)
                .toPrettyString()
                .replace("\" : ", "\": ")
                .replaceAll("\\[ \"([a-z_]+)\" ]", "[\n\"$1\"\n]");
        assertThat(issuance).contains(from);
        return new CredentialType(TYPE.name(), TYPE.typeMetadata(), TYPE.claimsSchema(), issuance.replace(from, to),
                TYPE.rulebook());
    }
}
