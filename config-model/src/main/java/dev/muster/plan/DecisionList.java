package dev.muster.plan;

import org.jspecify.annotations.Nullable;

import java.util.AbstractList;
import java.util.RandomAccess;

/// The decisions of one event. Those that differ from the usual ones are put together when they are
/// asked for, so that the list costs as much as the groups that were decided, however many targets
/// there are.
final class DecisionList extends AbstractList<Decision> implements RandomAccess {

    private final Outlook outlook;
    private final Ruling.@Nullable Decided[] unusual;

    DecisionList(Outlook outlook, Ruling.@Nullable Decided[] unusual) {
        this.outlook = outlook;
        this.unusual = unusual;
    }

    @Override
    public Decision get(int place) {
        return outlook.decision(place, unusual);
    }

    @Override
    public int size() {
        return outlook.size();
    }
}
