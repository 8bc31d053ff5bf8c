package dev.muster.simulation;

import dev.muster.simulation.apps.Installation;
import dev.muster.simulation.ground.Account;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/// The App on an account, with what the account's owners do to it.
public final class SimulatedInstallation {

    private final World world;
    private final Installation installation;

    SimulatedInstallation(World world, Installation installation) {
        this.world = world;
        this.installation = installation;
    }

    /// Its number.
    public long id() {
        return installation.id();
    }

    /// It is suspended: tokens are refused, webhooks stop.
    public void suspend() {
        world.ground.aloneDo(() -> world.lifecycle.suspend(installation, owner()));
    }

    /// The suspension ends.
    public void unsuspend() {
        world.ground.aloneDo(() -> world.lifecycle.unsuspend(installation, owner()));
    }

    /// It is taken off the account.
    public void uninstall() {
        world.ground.aloneDo(() -> world.lifecycle.uninstall(installation, owner()));
    }

    /// A permission is taken back, at once and without a word.
    public void withdraw(String area) {
        world.ground.aloneDo(() -> world.lifecycle.withdraw(installation, area));
    }

    /// The owners accept more permissions.
    public void accept(Map<String, String> permissions) {
        world.ground.aloneDo(() -> world.lifecycle.accept(installation, permissions, owner()));
    }

    /// It gets these repositories only.
    public void select(String... fullNames) {
        world.ground.aloneDo(
                () -> {
                    var repositories =
                            Arrays.stream(fullNames)
                                    .map(it -> Objects.requireNonNull(world.repos.find(it), it))
                                    .toList();
                    var all =
                            world.repos.all().stream()
                                    .filter(it -> it.owner().equals(installation.account()))
                                    .toList();
                    world.lifecycle.select(installation, repositories, all, owner());
                });
    }

    private Account owner() {
        return world.accounts.user("octocat");
    }
}
