package org.amana.system.endurance;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An HTTP/1.1 request as it goes over the wire, however odd.
 *
 * @param service scheme, host and port
 * @param target  path and query
 * @param headers in order, without {@code Host} and the framing of the body; ISO 8859-1
 * @param chunked the body goes in chunks instead of with its length
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record Message(URI service, String method, String target, List<Header> headers, byte[] body, boolean chunked) {

    private static final int CHUNK_BYTES = 1_000;
    private static final int SHOWN_BYTES = 1_500;

    Message {
        headers = List.copyOf(headers);
    }

    /** One header line. */
    record Header(String name, String value) {}

    static Message get(URI service, String target) {
        return new Message(service, "GET", target, List.of(new Header("Accept", "*/*")), new byte[0], false);
    }

    static Message post(URI service, String target, String contentType, String body) {
        return new Message(service, "POST", target,
                List.of(new Header("Accept", "*/*"), new Header("Content-Type", contentType)),
                body.getBytes(StandardCharsets.UTF_8), false);
    }

    static Message json(URI service, String target, String body) {
        return post(service, target, "application/json", body);
    }

    static Message form(URI service, String target, String body) {
        return post(service, target, "application/x-www-form-urlencoded", body);
    }

    Message with(String name, String value) {
        List<Header> more = new ArrayList<>(headers.stream().filter(one -> !one.name().equals(name)).toList());
        more.add(new Header(name, value));
        return withHeaders(more);
    }

    Message withHeaders(List<Header> other) {
        return new Message(service, method, target, other, body, chunked);
    }

    Message withMethod(String other) {
        return new Message(service, other, target, headers, body, chunked);
    }

    Message withTarget(String other) {
        return new Message(service, method, other, headers, body, chunked);
    }

    Message withBody(byte[] other) {
        return new Message(service, method, target, headers, other, chunked);
    }

    Message inChunks() {
        return new Message(service, method, target, headers, body, true);
    }

    String header(String name) {
        return headers.stream()
                .filter(one -> one.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    /** The connection closes after the answer, so that its end is the end of the stream. */
    byte[] bytes() {
        var wire = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(service.getAuthority()).append("\r\nConnection: close\r\n");
        headers.forEach(one -> head.append(one.name()).append(": ").append(one.value()).append("\r\n"));
        if (chunked) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (body.length > 0 || method.equals("POST")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        wire.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        for (int from = 0; chunked && from < body.length; from += CHUNK_BYTES) {
            int size = Math.min(CHUNK_BYTES, body.length - from);
            wire.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            wire.write(body, from, size);
            wire.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        wire.writeBytes(chunked ? "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII) : body);
        return wire.toByteArray();
    }

    /** Its start, with everything that is not printable escaped. */
    @Override
    public String toString() {
        byte[] wire = bytes();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(wire.length, SHOWN_BYTES); i++) {
            int one = wire[i] & 0xff;
            text.append((one >= ' ' && one < 127) || one == '\n'
                    ? String.valueOf((char) one)
                    : one == '\r' ? "" : String.format(Locale.ROOT, "\\x%02x", one));
        }
        return text + (wire.length > SHOWN_BYTES ? "… (" + wire.length + " bytes)" : "");
    }
}
