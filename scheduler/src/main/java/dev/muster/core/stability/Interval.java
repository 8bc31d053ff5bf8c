package dev.muster.core.stability;

/// Where a rate lies with 95 % confidence, by Wilson's formula: what people are shown.
///
/// @param low at least
/// @param high at most
public record Interval(double low, double high) {

    private static final double Z = 1.959_963_984_540_054;

    /// After so many of so many. Nothing known is everything possible.
    public static Interval of(double count, double total) {
        if (total <= 0) {
            return new Interval(0, 1);
        }
        var rate = count / total;
        var scale = 1 + Z * Z / total;
        var centre = (rate + Z * Z / (2 * total)) / scale;
        var half = Z * Math.sqrt(rate * (1 - rate) / total + Z * Z / (4 * total * total)) / scale;
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
