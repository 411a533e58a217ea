package org.amana.wallet.home;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads the QR code in a photo, in memory, and keeps nothing of it. For browsers that cannot (decision 0050). Only JPEG and
 * PNG; a picture that unfolds to more than {@value #MOST_PIXELS} pixels is not opened, a large one is read coarser.
 */
final class CodePhoto {
    static final int MOST_BYTES = 12_000_000;
    static final int MOST_PIXELS = 60_000_000;
    private static final int COARSE_SIDE = 2_000;
    private static final Map<DecodeHintType, ?> HINTS = Map.of(DecodeHintType.TRY_HARDER, true,
            DecodeHintType.ALSO_INVERTED, true);

    private CodePhoto() {}

    /** Empty when there is no readable code, or no picture. */
    static Optional<String> read(byte[] picture) {
        if (picture.length > MOST_BYTES) {
            return Optional.empty();
        }
        return format(picture).flatMap(format -> pixels(picture, format)).flatMap(CodePhoto::decode);
    }

    /** Told by its first bytes, never by a name. */
    private static Optional<String> format(byte[] picture) {
        if (picture.length > 8 && picture[0] == (byte) 0xFF && picture[1] == (byte) 0xD8) {
            return Optional.of("jpeg");
        }
        boolean png = picture.length > 8 && picture[0] == (byte) 0x89 && picture[1] == 'P' && picture[2] == 'N';
        return png ? Optional.of("png") : Optional.empty();
    }

    private static Optional<BufferedImage> pixels(byte[] picture, String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            reader.setInput(input, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS) {
                return Optional.empty();
            }
            var coarse = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / COARSE_SIDE);
            coarse.setSourceSubsampling(step, step, 0, 0);
            return Optional.of(reader.read(0, coarse));
        } catch (IOException | RuntimeException damaged) {
            // foreign bytes: the reader throws whatever its parser met; a damaged picture is one without a code
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private static Optional<String> decode(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        LuminanceSource light = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return decode(new BinaryBitmap(new HybridBinarizer(light)))
                .or(() -> decode(new BinaryBitmap(new GlobalHistogramBinarizer(light))));
    }

    private static Optional<String> decode(BinaryBitmap bitmap) {
        try {
            return Optional.of(new QRCodeReader().decode(bitmap, HINTS).getText());
        } catch (ReaderException | RuntimeException none) {
            // no code, or one whose content breaks its own rules
            return Optional.empty();
        }
    }
}
