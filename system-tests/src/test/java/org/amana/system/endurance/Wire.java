package org.amana.system.endurance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends bytes that no HTTP client would send, and reads what comes back. */
final class Wire {

    private static final int TIME_OUT_MILLIS = 30_000;
    private static final AtomicInteger CALLERS = new AtomicInteger();

    private Wire() {}

    /**
     * What came back.
     *
     * @param status 0 when the other side closed without an answer
     * @param head   status line and headers, in lower case
     */
    record Answer(int status, String head, String body) {

        String contentType() {
            return head.lines()
                    .filter(line -> line.startsWith("content-type:"))
                    .map(line -> line.substring("content-type:".length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Sends from a loopback address that nobody used before, so that wrong passwords pause nobody else. */
    static Answer send(Message message) throws IOException {
        int caller = CALLERS.incrementAndGet();
        InetAddress own = InetAddress.getByAddress(
                new byte[]{127, (byte) (1 + caller / 40_000), (byte) (caller / 200 % 200), (byte) (1 + caller % 200)});
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(own, 0));
            socket.setSoTimeout(TIME_OUT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getByName(message.service().getHost()),
                    message.service().getPort()), TIME_OUT_MILLIS);
            try {
                socket.getOutputStream().write(message.bytes());
            } catch (IOException refusedWhileWriting) {
                // an answer may be there all the same
            }
            return parse(read(socket.getInputStream()));
        }
    }

    private static byte[] read(InputStream in) {
        var all = new ByteArrayOutputStream();
        byte[] buffer = new byte[16_384];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                all.write(buffer, 0, count);
            }
        } catch (IOException reset) {
            // what came before the reset counts
        }
        return all.toByteArray();
    }

    /** Chunk sizes stay in the body; nothing that is looked for is told apart by them. */
    private static Answer parse(byte[] wire) {
        String text = new String(wire, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
            return new Answer(0, "", text);
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end).toLowerCase(Locale.ROOT),
                text.substring(end + 4));
    }
}
