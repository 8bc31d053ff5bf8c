package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.core.ci.RepoSlug;
import dev.muster.plan.RepoSettings;
import dev.muster.plan.SchedulingPolicy;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;
import dev.muster.planning.TrackedRepository;
import dev.muster.wiring.Environment;
import dev.muster.wiring.RepositoryWishes;
import dev.muster.wiring.StartFailure;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// A plan made on the command line goes by the settings that the service goes by.
final class ServiceWishesTest {

    private static final Environment WISHES =
            new Environment(
                    Map.of(
                            "MUSTER_REPOSITORIES",
                            "acme/app policy=guaranteed batch=4 release=v[0-9]+ share=3",
                            "GITHUB_REPOSITORY",
                            "acme/app"));

    private static RepoSettings service(String owner, String name, RepositoryKind kind)
            throws StartFailure {
        return PlanningSettings.DEFAULTS
                .with(RepositoryWishes.of(WISHES))
                .of(new TrackedRepository(7, new RepoSlug(owner, name), kind, null, "main"));
    }

    @Test
    void a_repository_that_is_named_has_what_its_line_says() throws StartFailure {
        assertThat(ServiceWishes.settings(WISHES, "acme/app", "main"))
                .isEqualTo(service("acme", "app", RepositoryKind.GITHUB));
        assertThat(ServiceWishes.settings(WISHES, "acme/lib", "main"))
                .isEqualTo(service("acme", "lib", RepositoryKind.GITHUB));
    }

    @Test
    void one_of_this_machine_runs_every_commit() throws StartFailure {
        assertThat(ServiceWishes.settings(WISHES, "local/sample", "main"))
                .isEqualTo(service("local", "sample", RepositoryKind.LOCAL))
                .extracting(RepoSettings::policy)
                .isEqualTo(SchedulingPolicy.GUARANTEED);
    }

    @Test
    void in_github_actions_it_is_the_one_that_is_checked_out() {
        assertThat(ServiceWishes.settings(WISHES, null, "main"))
                .isEqualTo(ServiceWishes.settings(WISHES, "acme/app", "main"));
    }

    @Test
    void without_a_name_the_defaults_hold() {
        assertThat(ServiceWishes.settings(new Environment(Map.of()), null, "trunk"))
                .isEqualTo(RepoSettings.defaults("trunk"));
    }

    @Test
    void what_cannot_be_read_is_told_with_its_place() {
        assertThatThrownBy(() -> ServiceWishes.settings(WISHES, "acme", "main"))
                .isInstanceOf(UsageFault.class)
                .hasMessage("'acme' is no repository; give one such as acme/app");
        var wrong = new Environment(Map.of("MUSTER_REPOSITORIES", "acme/app polcy=batch"));
        assertThatThrownBy(() -> ServiceWishes.settings(wrong, "acme/app", "main"))
                .isInstanceOf(UsageFault.class)
                .hasMessageContaining("did you mean 'policy'?");
    }
}
