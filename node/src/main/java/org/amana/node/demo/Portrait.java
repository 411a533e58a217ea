package org.amana.node.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;

/** Draws a face that belongs to nobody: flat shapes in a few colours, as a PNG of one or two kilobytes. */
final class Portrait {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 120;
    private static final Color[] SKIN = {new Color(0xf1c9a5), new Color(0xd9a066), new Color(0xa9713f),
            new Color(0x7a4a26), new Color(0x4f2f1a)};
    private static final Color[] HAIR = {new Color(0x1b1410), new Color(0x3b2618), new Color(0x6b4a2b),
            new Color(0x8d8d8d), new Color(0x2d3b57)};
    private static final Color[] CLOTH = {new Color(0x0b4f6c), new Color(0x7b2d26), new Color(0x3d5a1f),
            new Color(0x5b3a72), new Color(0x9a6b00)};
    private static final Color[] WALL = {new Color(0xe8eef2), new Color(0xf2ece4), new Color(0xe6f0e8)};

    private Portrait() {}

    /** A portrait as data URL. */
    static String draw(RandomGenerator random) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(pick(WALL, random));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        Color hair = pick(HAIR, random);
        pen.setColor(hair);
        if (random.nextInt(3) == 0) {
            pen.fill(new RoundRectangle2D.Double(20, 18, 56, 74, 50, 50)); // long hair or a scarf
        } else {
            pen.fill(new Arc2D.Double(22, 16, 52, 56, 0, 180, Arc2D.PIE));
        }
        pen.setColor(pick(CLOTH, random));
        pen.fill(new RoundRectangle2D.Double(12, 92, 72, 50, 40, 40));
        Color skin = pick(SKIN, random);
        pen.setColor(skin);
        pen.fill(new RoundRectangle2D.Double(40, 76, 16, 24, 10, 10));
        double width = random.nextDouble(38, 46);
        pen.fill(new Ellipse2D.Double(48 - width / 2, 26, width, 58));
        face(pen, skin, random);
        pen.dispose();
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(image));
    }

    private static void face(Graphics2D pen, Color skin, RandomGenerator random) {
        pen.setColor(new Color(0x20160f));
        double eyes = random.nextDouble(48, 54);
        pen.fill(new Ellipse2D.Double(37, eyes, 5, 4));
        pen.fill(new Ellipse2D.Double(54, eyes, 5, 4));
        pen.setColor(skin.darker());
        pen.draw(new Arc2D.Double(40, 62, 16, random.nextDouble(5, 11), 190, 160, Arc2D.OPEN));
        pen.draw(new Arc2D.Double(45, eyes + 3, 6, 9, 200, 140, Arc2D.OPEN));
    }

    private static byte[] png(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Color pick(Color[] colours, RandomGenerator random) {
        return colours[random.nextInt(colours.length)];
    }
}
