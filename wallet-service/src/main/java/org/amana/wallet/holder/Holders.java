package org.amana.wallet.holder;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.KeyringKind;
import org.amana.wallet.vault.Passphrase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tables of holders and their key slots. */
@Component
class Holders {

    private final JdbcClient jdbc;

    Holders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(HolderId holder, KeyringKind keyring) {
        jdbc.sql("INSERT INTO holder (id, keyring) VALUES (:id, :keyring)")
                .param("id", holder.value())
                .param("keyring", keyring.word())
                .update();
    }

    Optional<KeyringKind> keyring(HolderId holder) {
        return jdbc.sql("SELECT keyring FROM holder WHERE id = :id")
                .param("id", holder.value())
                .query(String.class)
                .optional()
                .map(KeyringKind::of);
    }

    void put(KeySlot slot) {
        jdbc.sql(
                """
                        INSERT INTO key_slot (holder, slot, passkey_required, salt, memory_kib, iterations, parallelism, wrapped)
                        VALUES (:holder, :slot, :passkeyRequired, :salt, :memory, :iterations, :parallelism, :wrapped)
                        ON CONFLICT (holder, slot) DO UPDATE SET salt = excluded.salt, memory_kib = excluded.memory_kib,
                            iterations = excluded.iterations, parallelism = excluded.parallelism, wrapped = excluded.wrapped
                        """)
                .param("holder", slot.holder().value())
                .param("slot", slot.name())
                .param("passkeyRequired", slot.passkeyRequired())
                .param("salt", slot.salt())
                .param("memory", slot.cost().map(Passphrase.Cost::memoryKib).orElse(null))
                .param("iterations", slot.cost().map(Passphrase.Cost::iterations).orElse(null))
                .param("parallelism", slot.cost().map(Passphrase.Cost::parallelism).orElse(null))
                .param("wrapped", slot.wrapped())
                .update();
    }

    Optional<KeySlot> slot(HolderId holder, String name) {
        return jdbc.sql("SELECT * FROM key_slot WHERE holder = :holder AND slot = :slot")
                .param("holder", holder.value())
                .param("slot", name)
                .query((row, index) -> {
                    int memory = row.getInt("memory_kib");
                    Optional<Passphrase.Cost> cost = row.wasNull()
                            ? Optional.empty()
                            : Optional.of(new Passphrase.Cost(memory, row.getInt("iterations"),
                                    row.getInt("parallelism")));
                    return new KeySlot(new HolderId(row.getObject("holder", UUID.class)), row.getString("slot"),
                            row.getBoolean("passkey_required"), row.getBytes("salt"), cost, row.getBytes("wrapped"));
                })
                .optional();
    }

    /** Removes the holder and, by the foreign keys, every slot and sealed row; passkeys have none and go by name. */
    @Transactional
    void remove(HolderId holder) {
        jdbc.sql("DELETE FROM user_credentials WHERE user_entity_user_id = :user")
                .param("user", Base64.getUrlEncoder().withoutPadding().encodeToString(holder.bytes()))
                .update();
        jdbc.sql("DELETE FROM holder WHERE id = :id").param("id", holder.value()).update();
    }
}
