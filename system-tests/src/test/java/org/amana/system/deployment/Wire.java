package org.amana.system.deployment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes as somebody sends them who keeps to no library's rules; ports are those of this machine. */
public final class Wire {
    /** Record type of a TLS alert (RFC 8446 section 5.1). */
    public static final int ALERT = 21;
    /** Record type of a handshake message, here the ServerHello. */
    public static final int HANDSHAKE = 22;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MAX_BYTES = 65_536;

    private Wire() {}

    /** What comes back to a plain http request; empty when the connection is just closed. */
    public static String http(int port, String path) {
        String request = "GET " + path
                + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
        return new String(send(port, request.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.ISO_8859_1);
    }

    /**
     * The first record that comes back to a ClientHello.
     *
     * @param version highest offered: 0x0301 is TLS 1.0, 0x0303 is TLS 1.2
     * @return type of the record; for an alert its description as well
     */
    public static Answer hello(int port, int version) {
        byte[] answer = send(port, clientHello(version));
        if (answer.length < 7) {
            return new Answer(-1, -1);
        }
        return new Answer(answer[0], answer[0] == ALERT ? answer[6] : -1);
    }

    /** A record: its type, and what an alert is about, such as 70 for {@code protocol_version}. */
    public record Answer(int type, int alert) {}

    private static byte[] send(int port, byte[] message) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(message);
            socket.getOutputStream().flush();
            if (message[0] == HANDSHAKE) {
                return socket.getInputStream().readNBytes(7);
            }
            return socket.getInputStream().readNBytes(MAX_BYTES);
        } catch (SocketException e) {
            return new byte[0]; // reset: nothing was said
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 5246 section 7.4.1.2, with suites that every version has and those of BCP 195, and no supported_versions. */
    private static byte[] clientHello(int version) {
        HexFormat hex = HexFormat.of();
        byte[] suites = hex.parseHex("c02bc02cc009c00ac023c02f002f0035");
        byte[] extensions = hex
                .parseHex("000a00080006001d00170018" + "000b00020100" + "000d000c000a04030503060302030401");
        var body = new ByteArrayOutputStream();
        body.writeBytes(new byte[]{(byte) (version >> 8), (byte) version});
        body.writeBytes(new byte[32]);
        body.write(0);
        body.writeBytes(ByteBuffer.allocate(2).putShort((short) suites.length).array());
        body.writeBytes(suites);
        body.writeBytes(new byte[]{1, 0});
        body.writeBytes(ByteBuffer.allocate(2).putShort((short) extensions.length).array());
        body.writeBytes(extensions);
        ByteBuffer record = ByteBuffer.allocate(9 + body.size());
        record.put((byte) HANDSHAKE).putShort((short) 0x0301).putShort((short) (4 + body.size()));
        record.putInt(0x0100_0000 | body.size()).put(body.toByteArray());
        return record.array();
    }
}
