package org.amana.ledger.log;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Rows in PostgreSQL's binary COPY format: the fastest way in, and triggers and checks hold as for INSERT. */
public final class CopyRows {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00FF\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private final String target;
    private final int columns;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private int rows;

    /**
     * Rows for these columns.
     *
     * @param target table with columns, such as {@code leaf (index, entry, leaf_hash)}
     */
    public CopyRows(String target, int columns) {
        this.target = target;
        this.columns = columns;
        write(() -> {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        });
    }

    /** Begins a row; exactly as many values follow as there are columns. */
    public CopyRows row() {
        rows++;
        return write(() -> out.writeShort(columns));
    }

    /** A bigint. */
    public CopyRows number(long value) {
        return write(() -> {
            out.writeInt(8);
            out.writeLong(value);
        });
    }

    /** A bigint or null. */
    public CopyRows number(Optional<Long> value) {
        return value.isPresent() ? number(value.get()) : write(() -> out.writeInt(-1));
    }

    /** A smallint. */
    CopyRows small(int value) {
        return write(() -> {
            out.writeInt(2);
            out.writeShort(value);
        });
    }

    /** A bytea. */
    public CopyRows bytes(byte[] value) {
        return write(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
    }

    /** A text. */
    public CopyRows text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A timestamptz. */
    public CopyRows time(Instant value) {
        Duration since = Duration.between(EPOCH, value);
        return number(since.getSeconds() * 1_000_000 + since.getNano() / 1_000);
    }

    /** Sends the rows; nothing happens without any. */
    public void send(Connection tx) throws SQLException {
        if (rows == 0) {
            return;
        }
        write(() -> out.writeShort(-1));
        var copy = tx.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + target + " from stdin (format binary)");
        try {
            copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private CopyRows write(Output output) {
        try {
            output.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    private interface Output {
        void run() throws IOException;
    }
}
