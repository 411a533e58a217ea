package org.amana.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The five ports of a node. */
final class Ports {
    private static final int COUNT = 5;
    private static final int FIRST_TRY = 20_000;
    private static final int LAST_TRY = 30_000;

    private Ports() {}

    /** Throws {@link WrongStart} naming the first port that another program holds. */
    static void requireFree(int base) {
        for (int port = base; port < base + COUNT; port++) {
            if (!isFree(port)) {
                throw new WrongStart("Port " + port + " is taken by another program. Stop it, or choose other ports "
                        + "with --amana.ports.base=N (N to N+4 are used).");
            }
        }
    }

    /** The first of five neighbouring free ports. */
    static int findFree(java.util.random.RandomGenerator random) {
        for (int attempt = 0; attempt < 200; attempt++) {
            int base = random.nextInt(FIRST_TRY, LAST_TRY);
            boolean free = true;
            for (int port = base; port < base + COUNT; port++) {
                free &= isFree(port);
            }
            if (free) {
                return base;
            }
        }
        throw new WrongStart("No five neighbouring ports are free between " + FIRST_TRY + " and " + LAST_TRY + ".");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
