package org.amana.wallet.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.amana.core.key.EphemeralKey;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@WalletTest
@ExtendWith(OutputCaptureExtension.class)
class SealedVaultTest {

    private final String baseUrl;
    private final JdbcClient jdbc;
    private final Vaults vaults;
    private final RandomGenerator random = new SplittableRandom(5);

    SealedVaultTest(@Value("${amana.base-url}") String baseUrl, @Autowired JdbcClient jdbc, @Autowired Vaults vaults) {
        this.baseUrl = baseUrl;
        this.jdbc = jdbc;
        this.vaults = vaults;
    }

    @BeforeEach
    void calm() {
        World.calm();
    }

    /** Every column of every table as text, bytes also as Latin-1. */
    private String dump() {
        StringBuilder dump = new StringBuilder();
        List<String> tables = jdbc.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'wallet'")
                .query((row, index) -> row.getString(1))
                .list();
        assertThat(tables).contains("holder", "key_slot", "sealed_item", "user_credentials", "attempt");
        for (String table : tables) {
            for (Map<String, Object> row : jdbc.sql("SELECT * FROM wallet." + table).query().listOfRows()) {
                row.forEach((column, value) -> dump.append(table)
                        .append(' ')
                        .append(column)
                        .append(' ')
                        .append(value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : value)
                        .append('\n'));
            }
        }
        return dump.toString();
    }

    private void everything(TestHolder holder) {
        holder.receive(World.ISSUER.offer("right-to-work"));
        holder.receive(World.ISSUER.offer("qualification"));
        holder.approve(holder.open(World.VERIFIER.check().link()).text("request_id"));
        holder.approve(holder.open(World.VERIFIER.keepDiploma().link()).text("request_id"));
        holder.refuse(holder.open(World.VERIFIER.check().link()).text("request_id"));
        String record = holder.api().get("consents").json().get(0).path("record").stringValue();
        assertThat(holder.api().post("consents/" + record + "/withdraw", "{}").status()).isEqualTo(200);
        // left open on purpose: what is under way is sealed too
        holder.openOffer(World.ISSUER.offer("right-to-work"));
        holder.open(World.VERIFIER.check().link());
    }

    @Test
    void dumpAndLogs_afterEverything_nameNoPersonClaimIssuerVerifierOrType(CapturedOutput output) {
        TestHolder server = TestHolder.withServerKeyring(baseUrl);
        TestHolder browser = TestHolder.withBrowserKeyring(baseUrl);
        everything(server);
        everything(browser);
        String dump = dump();
        for (String secret : List.of("Amina", "Rahmani", "LO-4711", "Master baker", "Damascus", "10.71",
                "work_permission", "given_name", "qualification", "right-to-work", "amana.example", "Labour", "Harbour",
                "harbour-bakery", FakeVerifier.IDENTIFIER, World.ISSUER.id(), World.VERIFIER.url("").toString(),
                "APPROVED",
                "GIVEN", "WITHDRAWN", "seven quiet rivers", "\"kty\"", "COPIES", "HISTORY")) {
            assertThat(dump).as(secret).doesNotContain(secret);
            if (!secret.equals("qualification")) {
                assertThat(output.getAll()).as("log: " + secret).doesNotContain(secret);
            }
        }
        // three letters alone turn up in so much ciphertext by chance
        assertThat(dump).as("compact JWS").doesNotContainPattern("eyJ[A-Za-z0-9_-]{16}");
        assertThat(output.getAll()).as("log: compact JWS").doesNotContainPattern("eyJ[A-Za-z0-9_-]{16}");
        assertThat(output.getAll()).doesNotContain(server.walletId()).doesNotContain(browser.walletId());
        for (EphemeralKey key : browser.browserKeys()) {
            assertThat(dump).doesNotContain(key.privateJwk().getD().toString());
        }
    }

    @Test
    void row_whenMovedToAnotherItemCollectionOrHolder_doesNotOpen() {
        HolderId holder = holder();
        DataKey key = DataKey.fresh(random);
        Vault vault = vaults.open(holder, KeyringKind.SERVER, key);
        vault.put(VaultCollection.CARDS, "one", Map.of("a", 1));
        vault.put(VaultCollection.CARDS, "two", Map.of("a", 2));
        vault.put(VaultCollection.HISTORY, "one", Map.of("a", 3));
        assertThat(vault.all(VaultCollection.CARDS, Map.class)).hasSize(2);
        copySealed(holder, key, VaultCollection.CARDS, "one", VaultCollection.CARDS, "two");
        assertThatThrownBy(() -> vault.find(VaultCollection.CARDS, "two", Map.class)).isInstanceOf(VaultDamaged.class);
        copySealed(holder, key, VaultCollection.CARDS, "one", VaultCollection.HISTORY, "one");
        assertThatThrownBy(() -> vault.find(VaultCollection.HISTORY, "one", Map.class))
                .isInstanceOf(VaultDamaged.class);
        HolderId other = holder();
        jdbc.sql("UPDATE sealed_item SET holder = :other WHERE holder = :holder")
                .param("other", other.value())
                .param("holder", holder.value())
                .update();
        assertThatThrownBy(
                () -> vaults.open(other, KeyringKind.SERVER, key).find(VaultCollection.CARDS, "one", Map.class))
                .isInstanceOf(VaultDamaged.class);
    }

    @Test
    void key_whenWiped_opensNothingMore() {
        DataKey key = DataKey.fresh(random);
        Vault vault = vaults.open(holder(), KeyringKind.SERVER, key);
        vault.put(VaultCollection.CARDS, "one", Map.of("a", 1));
        key.wipe();
        assertThatThrownBy(() -> vault.find(VaultCollection.CARDS, "one", Map.class)).isInstanceOf(VaultLocked.class);
        assertThatThrownBy(() -> vault.put(VaultCollection.CARDS, "one", Map.of())).isInstanceOf(VaultLocked.class);
    }

    @Test
    void slot_whenWrappedForAnotherHolderOrSlot_doesNotOpen() throws Exception {
        HolderId holder = HolderId.random(random);
        DataKey key = DataKey.fresh(random);
        byte[] wrapping = new byte[32];
        byte[] wrapped = key.wrap(wrapping, holder, "passphrase", random);
        assertThat(DataKey.unwrap(wrapping, wrapped, holder, "passphrase")).isNotNull();
        assertThatThrownBy(() -> DataKey.unwrap(wrapping, wrapped, HolderId.random(random), "passphrase"))
                .isInstanceOf(DataKey.WrongKey.class);
        assertThatThrownBy(() -> DataKey.unwrap(wrapping, wrapped, holder, "prf:x"))
                .isInstanceOf(DataKey.WrongKey.class);
        byte[] other = wrapping.clone();
        other[31] ^= 1;
        assertThatThrownBy(() -> DataKey.unwrap(other, wrapped, holder, "passphrase"))
                .isInstanceOf(DataKey.WrongKey.class);
    }

    @Test
    void sizes_areRoundedUpSoThatRowsLookAlike() {
        assertThat(Padding.pad(new byte[1]).length).isEqualTo(Padding.pad(new byte[1020]).length).isEqualTo(1024);
        assertThat(Padding.pad(new byte[1021]).length).isEqualTo(2048);
        assertThat(Padding.unpad(Padding.pad("text".getBytes(StandardCharsets.UTF_8)))).asString().isEqualTo("text");
        assertThatThrownBy(() -> Padding.pad(new byte[(4 << 20) + 1])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void argon2id_matchesThePublishedVectorOfThisCost() {
        // RFC 9106 names no vector without secret and data; this one is from the reference implementation's test.c
        byte[] key = new Passphrase("password").derive(new Passphrase.Cost(65_536, 2, 1),
                "somesalt".getBytes(StandardCharsets.US_ASCII));
        assertThat(Base64.getEncoder().withoutPadding().encodeToString(key))
                .isEqualTo("CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    }

    private HolderId holder() {
        HolderId holder = HolderId.random(random);
        jdbc.sql("INSERT INTO holder (id, keyring) VALUES (:id, 'server')").param("id", holder.value()).update();
        return holder;
    }

    private void copySealed(HolderId holder, DataKey key, VaultCollection from, String fromItem, VaultCollection to,
                            String toItem) {
        jdbc.sql("""
                UPDATE sealed_item SET sealed = (SELECT sealed FROM sealed_item WHERE holder = :holder
                    AND collection = :fromCollection AND item = :fromItem)
                WHERE holder = :holder AND collection = :toCollection AND item = :toItem
                """)
                .param("holder", holder.value())
                .param("fromCollection", key.collectionTag(from))
                .param("fromItem", key.itemTag(from, fromItem))
                .param("toCollection", key.collectionTag(to))
                .param("toItem", key.itemTag(to, toItem))
                .update();
    }
}
