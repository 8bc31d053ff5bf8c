package dev.muster.paths;

import java.util.ArrayList;
import java.util.List;

/// A glob as a tree.
///
/// `*` and `?` stay within a segment; `**` crosses segments wherever it stands, and `/**/` also
/// stands for a single `/`; `[a-z]`, `{h,cc}` and `(h|cc)` are alternatives; a trailing `/` means
/// everything below.
sealed interface Glob {

    /// @param parts one after the other
    record Sequence(List<Glob> parts) implements Glob {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /// @param branches one of them
    record Choice(List<Glob> branches) implements Glob {
        public Choice {
            branches = List.copyOf(branches);
        }
    }

    /// @param codePoint this very character
    record Letter(int codePoint) implements Glob {}

    /// @param ranges pairs of first and last character, both included
    /// @param negated whether the ranges are those that do not count
    record Letters(List<Range> ranges, boolean negated) implements Glob {
        public Letters {
            ranges = List.copyOf(ranges);
        }
    }

    /// @param first included
    /// @param last included
    record Range(int first, int last) {}

    /// `?`: one character of a segment.
    record AnyLetter() implements Glob {}

    /// `*`: any part of a segment, also none.
    record AnyLetters() implements Glob {}

    /// `**`: any part of a path, also none.
    record Anything() implements Glob {}

    /// `**/` at the start of a segment: any number of whole folders, also none.
    record AnyFolders() implements Glob {}

    /// Reads a glob.
    ///
    /// @throws Misread where the text is none
    static Glob parse(String text) throws Misread {
        if (text.isEmpty()) {
            throw new Misread("it is empty");
        }
        var whole = text.endsWith("/") ? text + "**" : text;
        return new Reader(whole).all();
    }

    /// Why a text is no glob.
    final class Misread extends Exception {

        private static final long serialVersionUID = 1L;

        Misread(String why) {
            super(why, null, false, false);
        }
    }

    /// Reads from left to right.
    final class Reader {

        private static final int MOST_NESTED = 8;

        private final String text;
        private int at;

        private Reader(String text) {
            this.text = text;
        }

        private Glob all() throws Misread {
            var glob = sequence("", 0);
            if (at < text.length()) {
                throw new Misread("'%c' at %d closes nothing".formatted(text.charAt(at), at + 1));
            }
            return glob;
        }

        private Glob sequence(String enders, int nested) throws Misread {
            var parts = new ArrayList<Glob>();
            while (at < text.length() && enders.indexOf(text.charAt(at)) < 0) {
                parts.add(part(nested));
            }
            return new Sequence(parts);
        }

        private Glob part(int nested) throws Misread {
            var c = text.charAt(at);
            return switch (c) {
                case '*' -> stars();
                case '?' -> {
                    at++;
                    yield new AnyLetter();
                }
                case '[' -> letters();
                case '{' -> choice(',', '}', nested);
                case '(' -> choice('|', ')', nested);
                default -> {
                    var codePoint = text.codePointAt(at);
                    at += Character.charCount(codePoint);
                    yield new Letter(codePoint);
                }
            };
        }

        private Glob stars() {
            var from = at;
            while (at < text.length() && text.charAt(at) == '*') {
                at++;
            }
            if (at - from == 1) {
                return new AnyLetters();
            }
            var segmentStart = from == 0 || text.charAt(from - 1) == '/';
            if (segmentStart && at < text.length() && text.charAt(at) == '/') {
                at++;
                return new AnyFolders();
            }
            return new Anything();
        }

        private Glob choice(char divider, char closer, int nested) throws Misread {
            if (nested >= MOST_NESTED) {
                throw new Misread("alternatives are nested deeper than %d".formatted(MOST_NESTED));
            }
            var opened = at++;
            var branches = new ArrayList<Glob>();
            while (true) {
                branches.add(sequence("" + divider + closer, nested + 1));
                if (at >= text.length()) {
                    throw new Misread(
                            "'%c' at %d is never closed"
                                    .formatted(text.charAt(opened), opened + 1));
                }
                if (text.charAt(at++) == closer) {
                    return new Choice(branches);
                }
            }
        }

        private Glob letters() throws Misread {
            var opened = at++;
            var negated = at < text.length() && (text.charAt(at) == '!' || text.charAt(at) == '^');
            at += negated ? 1 : 0;
            var ranges = new ArrayList<Range>();
            while (at < text.length() && (text.charAt(at) != ']' || ranges.isEmpty())) {
                ranges.add(range());
            }
            if (at >= text.length()) {
                throw new Misread("'[' at %d is never closed".formatted(opened + 1));
            }
            at++;
            return new Letters(ranges, negated);
        }

        private Range range() throws Misread {
            var first = codePoint();
            if (at + 1 >= text.length() || text.charAt(at) != '-' || text.charAt(at + 1) == ']') {
                return new Range(first, first);
            }
            at++;
            var last = codePoint();
            if (last < first) {
                throw new Misread("the range '%c-%c' runs backwards".formatted(first, last));
            }
            return new Range(first, last);
        }

        private int codePoint() {
            var codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            return codePoint;
        }
    }
}
