package org.amana.wallet.vault;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of sealed rows. It sees tags and ciphertext, never a key. */
@Component
final class SealedItems {

    private final JdbcClient jdbc;

    SealedItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(HolderId holder, byte[] collection, byte[] item, byte[] sealed) {
        jdbc.sql("""
                INSERT INTO sealed_item (holder, collection, item, sealed) VALUES (:holder, :collection, :item, :sealed)
                ON CONFLICT (holder, collection, item) DO UPDATE SET sealed = excluded.sealed
                """)
                .param("holder", holder.value())
                .param("collection", collection)
                .param("item", item)
                .param("sealed", sealed)
                .update();
    }

    Optional<byte[]> find(HolderId holder, byte[] collection, byte[] item) {
        return jdbc.sql(
                "SELECT sealed FROM sealed_item WHERE holder = :holder AND collection = :collection AND item = :item")
                .param("holder", holder.value())
                .param("collection", collection)
                .param("item", item)
                .query(byte[].class)
                .optional();
    }

    List<Row> all(HolderId holder, byte[] collection) {
        return jdbc.sql("SELECT item, sealed FROM sealed_item WHERE holder = :holder AND collection = :collection")
                .param("holder", holder.value())
                .param("collection", collection)
                .query((row, index) -> new Row(row.getBytes("item"), row.getBytes("sealed")))
                .list();
    }

    boolean remove(HolderId holder, byte[] collection, byte[] item) {
        return jdbc.sql("DELETE FROM sealed_item WHERE holder = :holder AND collection = :collection AND item = :item")
                .param("holder", holder.value())
                .param("collection", collection)
                .param("item", item)
                .update() > 0;
    }

    /** Takes the holder's row lock until the transaction ends, so that two requests cannot spend the same copy. */
    void lock(HolderId holder) {
        jdbc.sql("SELECT id FROM holder WHERE id = :holder FOR UPDATE")
                .param("holder", holder.value())
                .query()
                .listOfRows();
    }

    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Row(byte[] item, byte[] sealed) {}
}
