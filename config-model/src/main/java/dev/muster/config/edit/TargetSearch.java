package dev.muster.config.edit;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.edit.Piece.Entries;
import dev.muster.config.edit.Piece.Entry;
import dev.muster.config.edit.Piece.Items;
import dev.muster.config.edit.Piece.Scalar;
import dev.muster.config.model.Span;
import dev.muster.config.model.TargetName;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Finds a target by its name, or says why it cannot be edited.
final class TargetSearch {

    private final String path;
    private final TextLines lines;
    private final Pieces.Document document;

    private TargetSearch(String path, TextLines lines, Pieces.Document document) {
        this.path = path;
        this.lines = lines;
        this.document = document;
    }

    sealed interface Result {}

    record Found(TargetSite site) implements Result {}

    record Missed(EditOutcome outcome) implements Result {}

    static Result find(String path, String text, TargetName name) {
        try {
            var search = new TargetSearch(path, new TextLines(text), Pieces.read(text));
            return search.find(name);
        } catch (Pieces.Unreadable e) {
            var at = new Span(e.line(), e.column(), e.line(), e.column() + 1);
            var code = e.limit() ? Code.YAML_LIMIT : Code.YAML_SYNTAX;
            return new Missed(Faults.one(code, path, at, String.valueOf(e.getMessage())));
        }
    }

    private Result find(TargetName name) {
        var root = document.root();
        if (root == null) {
            return new Missed(new EditOutcome.NoSuchTarget(List.of()));
        }
        if (!(root instanceof Entries top)) {
            return fault(Code.WRONG_TYPE, root, "the file is not a map of keys");
        }
        var lists = top.named("targets");
        if (lists.size() > 1) {
            return twice("targets", lists);
        }
        return lists.isEmpty()
                ? new Missed(new EditOutcome.NoSuchTarget(List.of()))
                : inList(lists.getFirst().value(), name);
    }

    private Result inList(Piece list, TargetName name) {
        if (!(document.meant(list) instanceof Items items)) {
            return fault(Code.WRONG_TYPE, list, "'targets' is not a list");
        }
        var names = new ArrayList<String>();
        var hits = new ArrayList<Piece>();
        for (var item : items.pieces()) {
            var value = nameOf(item);
            if (value != null) {
                names.add(value);
                if (value.equals(name.value())) {
                    hits.add(item);
                }
            }
        }
        if (hits.isEmpty()) {
            return new Missed(new EditOutcome.NoSuchTarget(NearestNames.of(name.value(), names)));
        }
        if (hits.size() > 1) {
            var message = "'%s' is the name of %d targets".formatted(name, hits.size());
            return fault(Code.DUPLICATE_TARGET, hits.get(1), message);
        }
        return site(list, items, hits.getFirst());
    }

    private Result site(Piece list, Items items, Piece hit) {
        if (list instanceof Piece.Alias || hit instanceof Piece.Alias) {
            return unsupported(hit, "the target is written as an alias of another place");
        }
        if (!(hit instanceof Entries target)) {
            throw new IllegalStateException("a target with a name is a map");
        }
        var named = target.named("name");
        var bringup = target.named("bringup");
        if (named.size() > 1 || bringup.size() > 1) {
            return named.size() > 1 ? twice("name", named) : twice("bringup", bringup);
        }
        Entry found = bringup.isEmpty() ? null : bringup.getFirst();
        if (document.repeated(items)
                || document.repeated(target)
                || (found != null && (shared(found.key()) || shared(found.value())))) {
            return unsupported(hit, "an alias elsewhere repeats the target or its 'bringup'");
        }
        return new Found(new TargetSite(path, lines, document, target, named.getFirst(), found));
    }

    private boolean shared(Piece piece) {
        return document.repeated(piece);
    }

    private @Nullable String nameOf(Piece item) {
        if (!(document.meant(item) instanceof Entries target)) {
            return null;
        }
        return target.named("name").stream()
                .map(entry -> document.meant(entry.value()))
                .filter(Scalar.class::isInstance)
                .map(value -> ((Scalar) value).value())
                .findFirst()
                .orElse(null);
    }

    private Result twice(String key, List<Entry> entries) {
        var first = lines.number(entries.getFirst().key().start());
        var message = "'%s' stands twice here, first on line %d".formatted(key, first);
        return fault(Code.DUPLICATE_KEY, entries.get(1).key(), message);
    }

    private Result unsupported(Piece at, String why) {
        return new Missed(new EditOutcome.Unsupported(why, lines.number(at.start())));
    }

    private Result fault(Code code, Piece at, String message) {
        var line = lines.number(at.start());
        var column = at.start() - lines.startOf(at.start()) + 1;
        var span = new Span(line, column, line, column + 1);
        return new Missed(Faults.one(code, path, span, message));
    }
}
