package dev.muster.api;

/// The tree's state as a picture.
final class Badge {

    private Badge() {}

    /// @param status a word of ours, never text from outside
    static String svg(String status) {
        var colour =
                switch (status) {
                    case "open" -> "#1a7f37";
                    case "throttled" -> "#9a6700";
                    case "closed" -> "#cf222e";
                    default -> "#57606a";
                };
        return """
        <svg xmlns="http://www.w3.org/2000/svg" width="108" height="20" role="img" aria-label="tree: %1$s">\
        <rect width="108" height="20" rx="3" fill="#24292f"/><path d="M36 0h69a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H36z" fill="%2$s"/>\
        <g fill="#fff" font-family="sans-serif" font-size="11" text-anchor="middle"><text x="18" y="14">tree</text>\
        <text x="72" y="14">%1$s</text></g></svg>
        """
                .formatted(status, colour);
    }
}
