package org.amana.core.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A small zlib stream (RFC 1950) that grows a thousandfold. */
public final class ZlibBomb {

    private ZlibBomb() {}

    /** About 300 KiB that inflate to 300 MiB of zeros. */
    public static byte[] of300MiB() {
        var out = new ByteArrayOutputStream();
        byte[] zeros = new byte[1024 * 1024];
        try (var deflater = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
            for (int i = 0; i < 300; i++) {
                deflater.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
