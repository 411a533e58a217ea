package org.amana.issuer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.amana.core.problem.Problem;
import org.amana.core.testing.Problems;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.permit.FetchLeave;
import org.amana.issuer.permit.Leaves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for a register wherever it stands. It has two people, {@code R-0001} and {@code R/00.2}. */
abstract class OfficeRegisterContract {
    static final AuthorityId OFFICE = new AuthorityId("recognition-office");

    private final List<OfficeRegister> opened = new ArrayList<>();

    /** The register under test. */
    abstract OfficeRegister open();

    /** The same, opened once for a test. */
    final OfficeRegister register() {
        return opened.isEmpty() ? closing(open()) : opened.getFirst();
    }

    /** Closes it after the test. */
    final OfficeRegister closing(OfficeRegister register) {
        opened.add(register);
        return register;
    }

    @AfterEach
    void close() {
        opened.forEach(OfficeRegister::close);
    }

    @Test
    void row_whenThere_thenItsColumnsAsAnImportHasThem() {
        var row = register().row(Leaves.of(OFFICE), "R-0001").orElseThrow();

        assertThat(row).containsEntry("register_number", "R-0001")
                .containsEntry("family_name", "حداد")
                .containsEntry("qualification_title", "Bachelor; \"Nursing\"")
                .containsEntry("eqf_level", "6")
                .doesNotContainKey("grades");
        assertThat(row.get("regulated_profession")).isEqualTo("yes");
    }

    @Test
    void row_ofANumberWithASlash_thenItsOwn() {
        assertThat(register().row(Leaves.of(OFFICE), "R/00.2").orElseThrow()).containsEntry("register_number", "R/00.2")
                .containsEntry("family_name", "Шевченко");
    }

    @Test
    void row_whenNobodyHasTheNumber_thenEmpty() {
        assertThat(register().row(Leaves.of(OFFICE), "R-9999")).isEmpty();
        assertThat(register().row(Leaves.of(OFFICE), "' or 1=1 --")).isEmpty();
    }

    @Test
    void row_whenTheLeaveIsUsedOrForeign_thenNothing() {
        FetchLeave used = Leaves.of(OFFICE);
        register().row(used, "R-0001");
        assertThatIllegalStateException().isThrownBy(() -> register().row(used, "R-0001"));
        assertThatIllegalStateException()
                .isThrownBy(() -> register().row(Leaves.of(new AuthorityId("labour-office")), "R-0001"));
    }

    /** What comes of asking a register that misbehaves. */
    static Problem problem(OfficeRegister register) {
        return Problems.of(() -> register.row(Leaves.of(OFFICE), "R-0001"));
    }
}
