package dev.muster.pages;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

/// Pictures of pages for the documents, small enough to be kept: 256 colours are plenty.
final class Pictures {

    private static final int COLOURS = 256;
    private static final int LOWEST = 480;
    private static final int HIGHEST = 1400;

    private final Page page;
    private final Path folder;

    Pictures(Page page, Path folder) {
        this.page = page;
        this.folder = folder;
    }

    /// Light and wide, dark and wide, and as a phone shows it.
    void take(String name) {
        shoot(name, ColorScheme.LIGHT, 1100);
        shoot(name + "-dark", ColorScheme.DARK, 1100);
        shoot(name + "-narrow", ColorScheme.LIGHT, 360);
    }

    private void shoot(String name, ColorScheme theme, int width) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        page.setViewportSize(width, LOWEST);
        page.setViewportSize(width, height());
        page.evaluate(
                "() => new Promise(done => requestAnimationFrame(() =>"
                        + " requestAnimationFrame(done)))");
        try {
            var taken = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
            ImageIO.write(reduced(taken), "png", folder.resolve(name + ".png").toFile());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// So high that all is seen, within reason.
    private int height() {
        var whole =
                page.evaluate(
                        """
                        () => {
                          const main = document.querySelector('main');
                          return main ? Math.ceil(main.getBoundingClientRect().top + main.scrollHeight) : 0;
                        }
                        """);
        return Math.clamp(((Number) whole).intValue(), LOWEST, HIGHEST);
    }

    /// The same picture in its most frequent colours, each other pixel in the nearest of them.
    private static BufferedImage reduced(BufferedImage image) {
        var counts = new HashMap<Integer, Integer>();
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                counts.merge(image.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        var kept =
                counts.entrySet().stream()
                        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                        .limit(COLOURS)
                        .map(Map.Entry::getKey)
                        .toList();
        var near = new HashMap<Integer, Integer>();
        var drawn =
                new BufferedImage(
                        image.getWidth(),
                        image.getHeight(),
                        BufferedImage.TYPE_BYTE_INDEXED,
                        palette(kept));
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                var colour = image.getRGB(x, y) & 0xffffff;
                var index = near.computeIfAbsent(colour, it -> nearest(it, kept));
                drawn.getRaster().setSample(x, y, 0, index);
            }
        }
        return drawn;
    }

    private static IndexColorModel palette(List<Integer> colours) {
        var values = new int[COLOURS];
        for (var i = 0; i < colours.size(); i++) {
            values[i] = colours.get(i);
        }
        return new IndexColorModel(
                8, COLOURS, values, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    }

    private static int nearest(int colour, List<Integer> colours) {
        var best = 0;
        var least = Integer.MAX_VALUE;
        for (var i = 0; i < colours.size() && least > 0; i++) {
            var distance = 0;
            for (var shift = 0; shift <= 16; shift += 8) {
                var part = ((colour >> shift) & 0xff) - ((colours.get(i) >> shift) & 0xff);
                distance += part * part;
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
