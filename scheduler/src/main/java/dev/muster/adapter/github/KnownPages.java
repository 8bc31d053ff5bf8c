package dev.muster.adapter.github;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// The newest answers to reading calls, by their entity tags: asking for a page that did not change
/// costs nothing of the hour's calls.
final class KnownPages {

    private static final int MOST = 500;
    private static final int LARGEST = 200_000;

    private final Map<Call, Page> pages =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Call, Page> eldest) {
                    return size() > MOST;
                }
            };

    synchronized @Nullable Page of(Call call) {
        return pages.get(call);
    }

    synchronized void keep(Call call, String tag, Answer.Done answer) {
        if (answer.raw().length <= LARGEST) {
            pages.put(call, new Page(tag, answer));
        }
    }

    /// @param tag the entity tag
    /// @param answer the answer that had it
    record Page(String tag, Answer.Done answer) {}
}
