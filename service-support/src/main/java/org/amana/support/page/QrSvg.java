package org.amana.support.page;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as inline SVG: error correction level M, quiet zone of 4 modules (ISO/IEC 18004 section 6.3.8), black on
 * white in every colour scheme, because a scanner reads it.
 *
 * <pre>
 * &lt;svg class="qr" viewBox="0 0 53 53" role="img" aria-label="…"&gt;&lt;path …/&gt;&lt;/svg&gt;
 * </pre>
 */
public final class QrSvg {
    /** What level M of the largest symbol holds, in bytes. */
    public static final int MAX_BYTES = 2_331;
    private static final int QUIET_ZONE = 4;

    private QrSvg() {}

    /**
     * Draws a code.
     *
     * @param text what the code says, at most {@value #MAX_BYTES} bytes in UTF-8
     * @param label what a screen reader says instead
     */
    public static String of(String text, String label) {
        if (text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("a QR code holds at most " + MAX_BYTES + " bytes");
        }
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int side = code.size + 2 * QUIET_ZONE;
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            appendRow(path, code, y);
        }
        return "<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path fill=\"#000\" d=\"%s\"/></svg>"
                .formatted(side, side, escape(label), side, side, path);
    }

    /** Runs of dark modules as rectangles: a third of the bytes of one square per module. */
    private static void appendRow(StringBuilder path, QrCode code, int y) {
        int x = 0;
        while (x < code.size) {
            int start = x;
            while (x < code.size && code.getModule(x, y)) {
                x++;
            }
            if (x > start) {
                path.append('M')
                        .append(start + QUIET_ZONE)
                        .append(' ')
                        .append(y + QUIET_ZONE)
                        .append('h')
                        .append(x - start)
                        .append("v1H")
                        .append(start + QUIET_ZONE)
                        .append('z');
            }
            x++;
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
