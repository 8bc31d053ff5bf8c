package dev.muster.simulation.actions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class TriggerTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                on:
                  pull_request:
                    types: [opened, labeled]  # and no others
                    branches:
                      - main
                      - 'releases/**'
                    paths-ignore: ["**.md", 'docs/**']
                jobs:
                  run:
                    steps:
                      - run: echo
                """,
                """
                name: pull_request
                "on":
                  "pull_request":
                    branches: [main, "releases/**"]
                    paths-ignore:
                    - "**.md"
                    - docs/**
                    types:
                      - opened
                      - labeled
                """
            })
    void filters_are_read_however_they_are_written(String text) {
        var triggers = TriggerText.read(text);

        assertThat(triggers).containsOnlyKeys("pull_request");
        var trigger = triggers.get("pull_request");
        assertThat(trigger.types()).containsExactly("opened", "labeled");
        assertThat(trigger.branches())
                .isEqualTo(new NameFilter(List.of("main", "releases/**"), List.of()));
        assertThat(trigger.paths())
                .isEqualTo(new NameFilter(List.of(), List.of("**.md", "docs/**")));
        assertThat(trigger.tags().isAbsent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on: [push, pull_request]\n",
                "on:\n  - push\n  - pull_request\n",
                "on:\n- push\n- pull_request\n",
                "on:\n  push:\n  pull_request:\n"
            })
    void events_without_filters_are_read_however_they_are_written(String text) {
        assertThat(TriggerText.read(text)).containsOnlyKeys("push", "pull_request");
    }
}
