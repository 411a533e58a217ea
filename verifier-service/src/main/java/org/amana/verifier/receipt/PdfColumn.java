package org.amana.verifier.receipt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Text from the top of an A4 page downwards, wrapped to its width. */
final class PdfColumn {
    private static final float MARGIN = 64;
    private static final float LABEL_SIZE = 10;
    private static final float VALUE_SIZE = 12;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private final PDPageContentStream stream;
    private final PDFont font;
    private float y = PDRectangle.A4.getHeight() - MARGIN;

    PdfColumn(PDPageContentStream stream, PDFont font) {
        this.stream = stream;
        this.font = font;
    }

    void gap() {
        y -= 14;
    }

    void entry(String label, String value) {
        try {
            line(label, LABEL_SIZE);
            paragraph(value, VALUE_SIZE);
            y -= 4;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void paragraph(String text, float size) throws IOException {
        for (String line : wrap(drawable(text), size))
            line(line, size);
    }

    void line(String text, float size) throws IOException {
        y -= size * 1.4f;
        stream.beginText();
        stream.setFont(font, size);
        stream.newLineAtOffset(MARGIN, y);
        stream.showText(drawable(text));
        stream.endText();
    }

    private List<String> wrap(String text, float size) throws IOException {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && font.getStringWidth(line + " " + word) / 1_000 * size > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** What the font has no sign for becomes a question mark: a missing glyph must not lose the receipt. */
    private String drawable(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            String sign = Character.toString(point);
            try {
                font.encode(sign);
                shown.append(sign);
            } catch (IOException | IllegalArgumentException e) {
                shown.append('?');
            }
        });
        return shown.toString();
    }
}
