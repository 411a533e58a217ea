package org.amana.ledger.log;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections whose next commit stands still until it is let go, as in a process that was stopped right there. */
final class HeldCommits extends DelegatingDataSource {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicReference<String> result = new AtomicReference<>("");
    private volatile boolean holding;

    HeldCommits(DataSource database) {
        super(database);
    }

    /** Runs that on a thread of its own, and returns when its commit is reached. */
    Thread holdNext(Supplier<String> work) throws InterruptedException {
        holding = true;
        Thread thread = Thread.ofVirtual().start(() -> result.set(work.get()));
        if (!reached.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no commit came");
        }
        return thread;
    }

    void release() {
        released.countDown();
    }

    String result() {
        return result.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = super.getConnection();
        return (Connection) Proxy.newProxyInstance(HeldCommits.class.getClassLoader(), new Class<?>[]{Connection.class},
                (proxy, method, arguments) -> {
                    if (holding && method.getName().equals("commit")) {
                        holding = false;
                        reached.countDown();
                        released.await();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
