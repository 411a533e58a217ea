package org.amana.wallet.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CodePhotoTest {
    private static final String LINK = "openid4vp://?client_id=x509_hash%3A" + "a".repeat(43)
            + "&request_uri=http%3A%2F%2Flocalhost%3A8083%2Fharbour-bakery%2Foid4vp%2Frequests%2F0f9a&request_uri_method=get";

    @Test
    void read_whenCodeFillsThePicture_givesItsText() throws Exception {
        assertThat(CodePhoto.read(encode(code(400), "png"))).contains(LINK);
    }

    @Test
    void read_whenCodeIsTurnedAndSmallInALargePhoto_givesItsText() throws Exception {
        var photo = new BufferedImage(3_000, 4_000, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = photo.createGraphics();
        brush.setColor(new Color(205, 200, 190));
        brush.fillRect(0, 0, 3_000, 4_000);
        brush.rotate(0.2, 1_500, 2_000);
        brush.drawImage(code(1_200), 900, 1_400, null);
        brush.dispose();
        assertThat(CodePhoto.read(encode(photo, "jpeg"))).contains(LINK);
    }

    @Test
    void read_whenThereIsNoCode_isEmpty() throws Exception {
        assertThat(CodePhoto.read(encode(new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB), "jpeg"))).isEmpty();
    }

    @Test
    void read_whenFormatIsNeitherJpegNorPng_isEmpty() throws Exception {
        assertThat(CodePhoto.read(encode(code(400), "gif"))).isEmpty();
        assertThat(CodePhoto.read(new byte[0])).isEmpty();
    }

    /** A few kilobytes that claim, and would unfold to, 30,000 times 30,000 pixels. */
    @Test
    void read_whenPictureUnfoldsTooFar_isEmptyAtOnce() throws Exception {
        assertThat(CodePhoto.read(pngOfSize(30_000, 30_000))).isEmpty();
    }

    @Property(tries = 200)
    void read_whateverFollowsTheFirstBytes_neverThrows(@ForAll byte[] tail, @ForAll boolean jpeg) {
        byte[] picture = new byte[tail.length + 8];
        byte[] start = jpeg
                ? new byte[]{(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F'}
                : new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
        System.arraycopy(start, 0, picture, 0, 8);
        System.arraycopy(tail, 0, picture, 8, tail.length);
        assertThatCode(() -> CodePhoto.read(picture)).doesNotThrowAnyException();
    }

    private static BufferedImage code(int side) throws WriterException {
        BitMatrix matrix = new QRCodeWriter().encode(LINK, BarcodeFormat.QR_CODE, side, side);
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < side; x++) {
            for (int y = 0; y < side; y++) {
                image.setRGB(x, y, matrix.get(x, y) ? 0x222222 : 0xF0EEE8);
            }
        }
        return image;
    }

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static byte[] pngOfSize(int width, int height) throws IOException {
        var png = new ByteArrayOutputStream();
        png.write(new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        byte[] header = java.nio.ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[]{8, 0, 0, 0, 0})
                .array();
        chunk(png, "IHDR", header);
        var deflater = new Deflater();
        deflater.setInput(new byte[1_000_000]);
        deflater.finish();
        byte[] zipped = new byte[10_000];
        chunk(png, "IDAT", java.util.Arrays.copyOf(zipped, deflater.deflate(zipped)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) throws IOException {
        byte[] named = java.nio.ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .put(data)
                .array();
        var crc = new CRC32();
        crc.update(named);
        png.write(java.nio.ByteBuffer.allocate(4).putInt(data.length).array());
        png.write(named);
        png.write(java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
