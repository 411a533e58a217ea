package org.amana.system.deployment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** Finds a run of ports that nobody listens on. */
public final class FreePorts {

    private FreePorts() {}

    /** The first of {@code count} neighbouring free ports on loopback. */
    public static int run(int count, RandomGenerator random) {
        for (int attempt = 0; attempt < 200; attempt++) {
            int base = 20_000 + 10 * random.nextInt(1_000);
            if (allFree(base, count)) {
                return base;
            }
        }
        throw new IllegalStateException("no free run of " + count + " ports");
    }

    private static boolean allFree(int base, int count) {
        for (int port = base; port < base + count; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
