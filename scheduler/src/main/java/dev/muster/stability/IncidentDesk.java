package dev.muster.stability;

import dev.muster.core.incident.End;
import dev.muster.core.incident.Incident;
import dev.muster.stability.ProposalDesk.Place;

import java.time.Instant;
import java.util.List;

/// Where incidents are kept. A branch has one of a scope and name at a time.
public interface IncidentDesk {

    /// The branches on which runs ended since a time, or an incident lasts.
    List<Sight> look(Instant since);

    /// Notes an incident, or what it grew to; the runs that failed in it weigh nothing from now on.
    ///
    /// @return whether that is news
    boolean lasts(Place place, Incident incident);

    /// Ends an incident: what failed in it runs once more.
    void over(Place place, String id);

    /// @param place a branch
    /// @param ends how its newest runs ended
    /// @param open the incidents that last
    record Sight(Place place, List<End> ends, List<Open> open) {
        public Sight {
            ends = List.copyOf(ends);
            open = List.copyOf(open);
        }
    }

    /// @param id of an incident
    /// @param scope what its failures have in common
    /// @param name of the platform or the commit
    record Open(String id, Incident.Scope scope, String name) {}
}
