package org.amana.wallet.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.SplittableRandom;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogSigner;
import org.amana.core.testing.Problems;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.consent.KnownLog.Voucher;
import org.amana.wallet.vault.DataKey;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.KeyringKind;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.Vaults;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@WalletTest
class KnownLogsTest {

    private final KnownLogs logs;
    private final Vault vault;

    KnownLogsTest(@Value("${amana.base-url}") String baseUrl, @Autowired KnownLogs logs, @Autowired Vaults vaults) {
        this.logs = logs;
        this.vault = vaults.open(HolderId.parse(TestHolder.withServerKeyring(baseUrl).walletId()), KeyringKind.SERVER,
                DataKey.fresh(new SplittableRandom(3)));
    }

    @BeforeEach
    void calm() {
        World.calm();
    }

    private static LogIdentity impostor() {
        return LogSigner.generate(World.LEDGER.log().origin(), new Random(8)).identity();
    }

    @Test
    void home_atTheFirstMeeting_isPinnedOnTheWordOfTheTrustList() {
        assertThat(logs.home(vault)).isEqualTo(World.LEDGER.log());
        assertThat(logs.find(vault, World.LEDGER.log().origin()).orElseThrow().voucher()).isEqualTo(Voucher.TRUST_LIST);
        assertThat(logs.home(vault)).isEqualTo(World.LEDGER.log());
    }

    @Test
    void home_whenTheListHasOtherKeysThanAtTheFirstMeeting_isNotBelieved() {
        logs.meet(vault, impostor(), Voucher.TRUST_LIST);
        assertThat(Problems.of(() -> logs.home(vault))).isInstanceOf(LedgerFailure.LedgerUnproven.class)
                .satisfies(problem -> assertThat(problem.detail()).contains("other keys than when this wallet first"));
        assertThat(Problems.codeOf(() -> logs.home(vault))).as("a second try changes nothing")
                .isEqualTo("ledger_unproven");
    }

    @Test
    void home_onceAFileHadVouched_isTheTrustListsFromThenOn() {
        logs.meet(vault, World.LEDGER.log(), Voucher.FILE);
        logs.home(vault);
        assertThat(logs.find(vault, World.LEDGER.log().origin()).orElseThrow().voucher()).isEqualTo(Voucher.TRUST_LIST);
        logs.meet(vault, World.LEDGER.log(), Voucher.FILE);
        assertThat(logs.find(vault, World.LEDGER.log().origin()).orElseThrow().voucher()).isEqualTo(Voucher.TRUST_LIST);
    }

    @Test
    void vouched_ofOtherKeysThanListedOrPinned_isRefused() {
        assertThat(Problems.codeOf(() -> logs.vouched(vault, impostor()))).isEqualTo("file_other_keys");
        assertThat(logs.vouched(vault, World.LEDGER.log())).isEqualTo(Voucher.TRUST_LIST);
    }
}
