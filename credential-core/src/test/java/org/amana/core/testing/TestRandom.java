package org.amana.core.testing;

import java.util.Random;
import java.util.random.RandomGenerator;

/** Randomness that repeats, so that a failing test fails again. */
public final class TestRandom {
    private TestRandom() {}

    public static RandomGenerator seeded() {
        return new Random(20_261_123);
    }
}
