package dev.muster.config.edit;

import dev.muster.config.edit.Change.Replace;
import dev.muster.config.edit.EditOutcome.Edited;
import dev.muster.config.edit.EditOutcome.Unsupported;
import dev.muster.config.edit.TargetSite.Bringup;
import dev.muster.config.model.TargetName;

import java.util.List;

/// Reads the edited text again and lets it pass only if it says the same as before everywhere but
/// in the one `bringup`.
final class EditProof {

    private EditProof() {}

    static EditOutcome check(TargetSite before, Replace change) {
        var text =
                before.text().substring(0, change.start())
                        + change.by()
                        + before.text().substring(change.end());
        var wanted = before.bringup() == Bringup.TRUE ? Bringup.ABSENT : Bringup.TRUE;
        return proved(before, text, wanted)
                ? edited(before, text)
                : new Unsupported(
                        "the target is written in a form that cannot be edited safely; edit"
                                + " 'bringup' by hand",
                        before.line());
    }

    private static boolean proved(TargetSite before, String text, Bringup wanted) {
        if (!(before.document().meant(before.name().value()) instanceof Piece.Scalar name)) {
            return false;
        }
        return switch (TargetSearch.find(before.path(), text, new TargetName(name.value()))) {
            case TargetSearch.Found(var after) ->
                    after.bringup() == wanted && Meaning.of(before).equals(Meaning.of(after));
            case TargetSearch.Missed _ -> false;
        };
    }

    /// The lines that differ, found from both ends of the two texts.
    private static Edited edited(TargetSite before, String text) {
        var old = lines(before.text());
        var now = lines(text);
        var shorter = Math.min(old.size(), now.size());
        var head = 0;
        while (head < shorter && old.get(head).equals(now.get(head))) {
            head++;
        }
        var tail = 0;
        while (tail < shorter - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        return new Edited(
                text,
                head + 1,
                old.subList(head, old.size() - tail),
                now.subList(head, now.size() - tail));
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
