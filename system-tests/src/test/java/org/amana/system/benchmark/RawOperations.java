package org.amana.system.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.crypto.KeyAgreement;
import org.amana.core.key.Algorithms;

/** The yardstick of flows: bare cryptography and durable commits of one thread, client side. */
final class RawOperations implements AutoCloseable {

    private static final int WARM_UP_ROUNDS = 3_000;
    private static final int ROUNDS = 1_000;

    private final KeyPair pair = Algorithms.generate();
    private final ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
    private final byte[] bytes = new byte[900];
    private final byte[] signature = Algorithms.sign(pair.getPrivate(), bytes);
    private final EmbeddedPostgres database;
    private final Connection connection;
    private final PreparedStatement insert;

    RawOperations() throws IOException, SQLException {
        database = EmbeddedPostgres.builder().start();
        connection = database.getPostgresDatabase().getConnection();
        connection.createStatement().execute("create table row (id bigserial primary key, content bytea)");
        connection.setAutoCommit(false);
        insert = connection.prepareStatement("insert into row (content) values (?)");
        insert.setBytes(1, bytes);
    }

    /** What a round is made of. */
    record Round(int verifications, int signatures, int agreements, int commits) {}

    /** Processor time of the calling thread for one round, in milliseconds. */
    double millis(Round round) throws SQLException, GeneralSecurityException {
        repeat(WARM_UP_ROUNDS, round);
        long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        repeat(ROUNDS, round);
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from) / 1e6 / ROUNDS;
    }

    private void repeat(int count, Round round) throws SQLException, GeneralSecurityException {
        for (int i = 0; i < count; i++) {
            for (int one = 0; one < round.verifications(); one++) {
                if (!Algorithms.verify(publicKey, bytes, signature)) {
                    throw new IllegalStateException("signature does not hold");
                }
            }
            for (int one = 0; one < round.signatures(); one++) {
                Algorithms.sign(pair.getPrivate(), bytes);
            }
            for (int one = 0; one < round.agreements(); one++) {
                agree();
            }
            for (int one = 0; one < round.commits(); one++) {
                insert.executeUpdate();
                connection.commit();
            }
        }
    }

    private void agree() throws GeneralSecurityException {
        KeyAgreement agreement = Algorithms.provider().isPresent()
                ? KeyAgreement.getInstance("ECDH", Algorithms.provider().get())
                : KeyAgreement.getInstance("ECDH");
        agreement.init(pair.getPrivate());
        agreement.doPhase(publicKey, true);
        agreement.generateSecret();
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        database.close();
    }
}
