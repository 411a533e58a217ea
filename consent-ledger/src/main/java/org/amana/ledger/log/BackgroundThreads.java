package org.amana.ledger.log;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.context.SmartLifecycle;

/**
 * Loops that go on beside everything else, each on a virtual thread of its own, from the start of the service to its
 * stop, or only while this process leads the log. A loop runs until it is interrupted.
 */
public final class BackgroundThreads implements SmartLifecycle {
    private final String name;
    private final Duration patience;
    private final List<Loop> loops;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean allowed;
    private boolean running;
    private List<Thread> threads = List.of();

    /** Runs until it is interrupted. */
    @FunctionalInterface
    public interface Loop {
        void run() throws InterruptedException;
    }

    private BackgroundThreads(String name, Duration patience, List<Loop> loops, boolean allowed) {
        this.name = name;
        this.patience = patience;
        this.loops = List.copyOf(loops);
        this.allowed = allowed;
    }

    /**
     * From start to stop.
     *
     * @param patience how long a stop waits for loops that are in the middle of something
     */
    public static BackgroundThreads always(String name, Duration patience, List<Loop> loops) {
        return new BackgroundThreads(name, patience, loops, true);
    }

    /** What a follower must not do, or need not: it would be done once by each process. */
    public static BackgroundThreads whileLeading(Sequencer sequencer, String name, Duration patience,
                                                 List<Loop> loops) {
        var threads = new BackgroundThreads(name, patience, loops, false);
        sequencer.onLeading(() -> threads.allow(true), () -> threads.allow(false));
        return threads;
    }

    private void allow(boolean now) {
        change(now, running);
    }

    /** Waits for nobody: it is called by whoever decides who leads. */
    private void change(boolean nowAllowed, boolean nowRunning) {
        lock.lock();
        try {
            allowed = nowAllowed;
            running = nowRunning;
            if (allowed && running && threads.isEmpty()) {
                threads = loops.stream().map(loop -> Thread.ofVirtual().name(name).start(() -> run(loop))).toList();
            } else if (!(allowed && running)) {
                threads.forEach(Thread::interrupt);
                threads = List.of();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void run(Loop loop) {
        try {
            loop.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many loops go on now. */
    public int activeCount() {
        lock.lock();
        try {
            return (int) threads.stream().filter(Thread::isAlive).count();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        change(allowed, true);
    }

    @Override
    public void stop() {
        List<Thread> ending = threads;
        change(allowed, false);
        try {
            for (Thread thread : ending) {
                thread.join(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
