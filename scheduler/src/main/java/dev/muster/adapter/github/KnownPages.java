package dev.muster.adapter.github;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;

/// The newest answers to reading calls, by their entity tags: asking for a page that did not change
/// costs nothing of the hour's calls. They are kept as they came, for a document takes several
/// times the room of its text, and those go first that were not asked for the longest.
final class KnownPages {

    /// What is kept, in bytes.
    private static final int ROOM = 32_000_000;

    /// What a page takes beside its text, in bytes.
    private static final int AROUND = 1_000;

    private static final int LARGEST = 200_000;

    private final LinkedHashMap<Call, Page> pages = new LinkedHashMap<>(16, 0.75f, true);
    private final int room;
    private int taken;

    KnownPages() {
        this(ROOM);
    }

    /// @param room how many bytes are kept
    KnownPages(int room) {
        this.room = room;
    }

    synchronized @Nullable Page of(Call call) {
        return pages.get(call);
    }

    synchronized void keep(Call call, String tag, Answer.Done answer) {
        forget(call);
        if (answer.raw().length > LARGEST) {
            return;
        }
        var page = new Page(tag, answer.status(), call.raw(), answer.raw(), answer.next());
        pages.put(call, page);
        taken += page.size();
        while (taken > room) {
            forget(pages.firstEntry().getKey());
        }
    }

    private void forget(Call call) {
        var page = pages.remove(call);
        taken -= page == null ? 0 : page.size();
    }

    /// @param tag the entity tag
    /// @param status of the answer
    /// @param plain whether the text is no document
    /// @param text the bytes of the body
    /// @param next path of the list's next page; null: there is none
    record Page(String tag, int status, boolean plain, byte[] text, @Nullable String next) {

        Answer.Done answer() {
            return new Answer.Done(status, plain ? Json.object() : Json.read(text), text, next);
        }

        private int size() {
            return text.length + AROUND;
        }
    }
}
