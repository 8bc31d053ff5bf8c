package dev.muster.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/// Comparisons at several loads as a picture: what each policy shows for its machine time, upward
/// in powers of ten.
public final class ComparisonPlot {

    private static final List<String> COLOURS = List.of("#0b6e4f", "#c0392b", "#7d5ba6", "#b7791f");
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 46;
    private static final int BOTTOM = 50;
    private static final int TICKS = 4;

    private final List<Comparison> comparisons;
    private final StringBuilder svg = new StringBuilder();

    private ComparisonPlot(List<Comparison> comparisons) {
        this.comparisons = comparisons;
    }

    /// The picture as SVG.
    public static String of(List<Comparison> comparisons) {
        var plot = new ComparisonPlot(comparisons);
        plot.svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                """
                        .formatted(2 * WIDTH, HEIGHT + 24));
        plot.panel(0, "Minutes until a break is seen, median", it -> it.minutesToSee(0.5));
        plot.panel(WIDTH, "Extra runs for each culprit named", Outcome::runsForEachName);
        plot.legend();
        return plot.svg.append("</svg>\n").toString();
    }

    /// A point of a line.
    private record Point(double x, double y) {}

    private void panel(int left, String title, ToDoubleFunction<Outcome> value) {
        var lines = new ArrayList<List<Point>>();
        for (var policy = 0; policy < policies(); policy++) {
            lines.add(line(policy, value));
        }
        var mostX = most(lines, Point::x);
        var mostY = decade(lines.stream().flatMap(List::stream).mapToDouble(Point::y));
        text(left + LEFT, 24, "start", title);
        text(left + (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "middle", "machine hours");
        axes(left, mostX, mostY);
        for (var policy = 0; policy < lines.size(); policy++) {
            draw(left, lines.get(policy), COLOURS.get(policy % COLOURS.size()), mostX, mostY);
        }
    }

    private int policies() {
        return comparisons.getFirst().outcomes().size();
    }

    private List<Point> line(int policy, ToDoubleFunction<Outcome> value) {
        return comparisons.stream()
                .map(it -> it.outcomes().get(policy))
                .map(it -> new Point(it.machineTime().toHours(), value.applyAsDouble(it)))
                .filter(it -> Double.isFinite(it.y()))
                .toList();
    }

    private static double most(List<List<Point>> lines, ToDoubleFunction<Point> part) {
        return round(lines.stream().flatMap(List::stream).mapToDouble(part).max().orElse(1));
    }

    /// The next power of ten: what a policy costs may be a hundred times what another does.
    private static double decade(DoubleStream values) {
        return Math.pow(10, Math.ceil(Math.log10(Math.max(10, values.max().orElse(10)))));
    }

    /// The next number of two digits and zeros.
    private static double round(double value) {
        var unit = Math.pow(10, Math.floor(Math.log10(Math.max(1, value)))) / 10;
        return Math.max(1, Math.ceil(value / unit / TICKS) * unit * TICKS);
    }

    private void axes(int left, double mostX, double mostY) {
        for (var tick = 1.0; tick <= mostY; tick *= 10) {
            var y = y(tick, mostY);
            svg.append(
                    "<line x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\" stroke=\"#dddddd\"/>\n"
                            .formatted(left + LEFT, y, left + WIDTH - RIGHT, y));
            text(left + LEFT - 8, Double.parseDouble(y) + 4, "end", number(tick));
        }
        for (var tick = 0; tick <= TICKS; tick++) {
            text(
                    Double.parseDouble(x(left, mostX * tick / TICKS, mostX)),
                    HEIGHT - BOTTOM + 18,
                    "middle",
                    number(mostX * tick / TICKS));
        }
    }

    private void draw(int left, List<Point> line, String colour, double mostX, double mostY) {
        var points = new StringBuilder();
        for (var it : line) {
            var x = x(left, it.x(), mostX);
            var y = y(it.y(), mostY);
            points.append(x).append(',').append(y).append(' ');
            svg.append(
                    "<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>\n".formatted(x, y, colour));
        }
        svg.append(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n"
                        .formatted(points.toString().strip(), colour));
    }

    private void legend() {
        for (var policy = 0; policy < policies(); policy++) {
            var x = LEFT + policy * 150;
            svg.append(
                    "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>\n"
                            .formatted(x, HEIGHT + 4, COLOURS.get(policy % COLOURS.size())));
            text(
                    x + 18,
                    HEIGHT + 14,
                    "start",
                    comparisons.getFirst().outcomes().get(policy).policy().word());
        }
    }

    private void text(double x, double y, String anchor, String words) {
        svg.append(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"#222222\">%s</text>\n"
                        .formatted(number(x, "%.1f"), number(y, "%.1f"), anchor, words));
    }

    private static String x(int left, double value, double most) {
        return number(left + LEFT + (WIDTH - LEFT - RIGHT) * value / most, "%.1f");
    }

    private static String y(double value, double most) {
        var share = Math.log10(Math.max(1, value)) / Math.log10(most);
        return number(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share, "%.1f");
    }

    private static String number(double value) {
        return number(value, "%,.0f");
    }

    private static String number(double value, String form) {
        return String.format(Locale.ROOT, form, value);
    }
}
