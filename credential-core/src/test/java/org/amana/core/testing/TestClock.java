package org.amana.core.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it; begins at {@link #NOW}. */
public final class TestClock extends Clock {
    /** Noon of an ordinary day. */
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private final AtomicReference<Instant> instant;
    private final ZoneId zone;

    private TestClock(AtomicReference<Instant> instant, ZoneId zone) {
        this.instant = instant;
        this.zone = zone;
    }

    public static TestClock atNoon() {
        return new TestClock(new AtomicReference<>(NOW), ZoneOffset.UTC);
    }

    /** Moves this clock and those made from it. */
    public TestClock advance(Duration by) {
        instant.updateAndGet(now -> now.plus(by));
        return this;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new TestClock(instant, other);
    }

    @Override
    public Instant instant() {
        return instant.get();
    }
}
