package org.amana.system.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.amana.ledger.log.CopyRows;
import org.amana.ledger.log.MeasuredLog;

/**
 * The yardstick: one thread takes whatever waits and copies it into plain tables, one commit for all; the same bytes as
 * the log's, but no keys, checks or triggers, no tree, no signature, no decision, no memory of requests.
 */
final class RawQueue implements AutoCloseable {

    private static final int MAX_BATCH = 1_000;
    private static final byte[] HASH = new byte[32];

    private final BlockingQueue<Job> line = new LinkedBlockingQueue<>();
    private final Connection connection;
    private final Thread thread;
    private long index;

    private record Job(long entry, CompletableFuture<Long> stored) {}

    RawQueue(DataSource database) throws SQLException {
        connection = database.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema ledger");
            statement.execute("create table ledger.raw_leaf (index bigint, entry bytea, leaf_hash bytea)");
            statement.execute("create table ledger.raw_request "
                    + "(scope text, key text, body_digest bytea, index bigint, tree_size bigint)");
        }
        connection.setAutoCommit(false);
        thread = Thread.ofPlatform().name("raw-queue").daemon().start(this::run);
    }

    /** Returns when the entry is durable. */
    void append(long entry) {
        Job job = new Job(entry, new CompletableFuture<>());
        line.add(job);
        job.stored().join();
    }

    private void run() {
        try {
            while (true) {
                List<Job> batch = new ArrayList<>(List.of(line.take()));
                line.drainTo(batch, MAX_BATCH - 1);
                store(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void store(List<Job> batch) {
        try {
            long first = index;
            CopyRows leaves = new CopyRows("ledger.raw_leaf (index, entry, leaf_hash)", 3);
            CopyRows requests = new CopyRows("ledger.raw_request (scope, key, body_digest, index, tree_size)", 5);
            for (Job job : batch) {
                leaves.row().number(index).bytes(MeasuredLog.entry(job.entry())).bytes(HASH);
                requests.row()
                        .text(MeasuredLog.scope())
                        .text(MeasuredLog.key(job.entry()))
                        .bytes(HASH)
                        .number(index++)
                        .number(first + batch.size());
            }
            leaves.send(connection);
            requests.send(connection);
            connection.commit();
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).stored().complete(first + i);
            }
        } catch (SQLException | RuntimeException e) {
            batch.forEach(job -> job.stored().completeExceptionally(e));
        }
    }

    @Override
    public void close() throws SQLException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
