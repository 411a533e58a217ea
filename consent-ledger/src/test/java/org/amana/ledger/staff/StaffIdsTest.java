package org.amana.ledger.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.amana.support.staff.StaffMember;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaffIdsTest {
    @TempDir
    private Path folder;

    @Test
    void id_isTheSameAfterARestartAndAnotherForAnotherAccount() throws Exception {
        StaffId first = open(folder).of(member("maria.silva"));
        assertThat(open(folder).of(member("maria.silva"))).isEqualTo(first);
        assertThat(open(folder).of(member("maria.silvb"))).isNotEqualTo(first);
        assertThat(first.value()).doesNotContain("maria");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("staff-ids.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void id_underAnotherKey_saysNothing(@TempDir Path elsewhere) {
        assertThat(open(elsewhere).of(member("dpo"))).isNotEqualTo(open(folder).of(member("dpo")));
    }

    @Test
    void key_whenDamaged_isNotUsed() throws Exception {
        Files.write(folder.resolve("staff-ids.key"), new byte[31]);
        assertThatThrownBy(() -> open(folder)).hasMessageContaining("32 bytes");
    }

    private static StaffIds open(Path folder) {
        return StaffIds.openOrCreate(folder, new SecureRandom());
    }

    private static StaffMember member(String name) {
        return new StaffMember(name, "audit", Set.of("DPO"), "");
    }
}
