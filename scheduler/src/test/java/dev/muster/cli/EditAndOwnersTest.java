package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/// `promote`, `demote` with `--commit`, and what `validate` looks for in a repository.
final class EditAndOwnersTest {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties:
              linux: {properties: {os: Linux}}
            targets:
              - name: Linux test  # kept
                run: ./test.sh
                bringup: true
              - name: Linux docs
                owner: '@dora'
                run: ./docs.sh
            """;

    @TempDir private Path folder;
    private Path config;
    private Git git;

    @BeforeEach
    void begin() throws Exception {
        git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
        var settings = git.getRepository().getConfig();
        settings.setString("user", null, "name", "Ada");
        settings.setString("user", null, "email", "ada@example.com");
        settings.setBoolean("commit", null, "gpgsign", false);
        settings.save();
        config = Files.writeString(folder.resolve(".ci.yaml"), CONFIG);
        Files.writeString(folder.resolve("notes.txt"), "one\n");
        git.add().addFilepattern(".").call();
        var ada = new PersonIdent("Ada", "ada@example.com");
        git.commit().setMessage("Begin").setAuthor(ada).setCommitter(ada).call();
    }

    @AfterEach
    void end() {
        git.close();
    }

    private String newest() throws Exception {
        return git.log().setMaxCount(1).call().iterator().next().getFullMessage().strip();
    }

    private String committed(String path) throws Exception {
        var repository = git.getRepository();
        var blob = repository.resolve(Constants.HEAD + ":" + path);
        return new String(
                repository.open(blob).getBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void promote_commits_the_changed_file_and_nothing_else() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "two\n");
        git.add().addFilepattern("notes.txt").call();

        var run = CommandRun.of("promote", "Linux test", "--config", config.toString(), "--commit");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains("-     bringup: true\n")
                .containsPattern("committed as \\w{9}");
        assertThat(newest()).isEqualTo("Take 'Linux test' out of bringup");
        assertThat(committed(".ci.yaml")).isEqualTo(CONFIG.replace("    bringup: true\n", ""));
        assertThat(committed("notes.txt")).isEqualTo("one\n");
        assertThat(git.status().call().getChanged()).containsExactly("notes.txt");
    }

    @Test
    void what_is_so_already_makes_no_commit() throws Exception {
        var run = CommandRun.of("promote", "Linux docs", "--config", config.toString(), "--commit");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).endsWith("'Linux docs' is not in bringup; nothing to do\n");
        assertThat(newest()).isEqualTo("Begin");
    }

    @Test
    void a_file_that_is_as_it_was_committed_makes_no_commit() throws Exception {
        Files.writeString(config, CONFIG.replace("    bringup: true\n", ""));
        git.commit().setAll(true).setMessage("Promote").call();
        Files.writeString(config, CONFIG);

        var run = CommandRun.of("promote", "Linux test", "-c", config.toString(), "--commit");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).endsWith("nothing to commit: the newest commit has it so\n");
        assertThat(newest()).isEqualTo("Promote");
    }

    @Test
    void demote_commits_with_the_issue() throws Exception {
        var issue = "https://github.com/acme/sample/issues/7";

        var run =
                CommandRun.of(
                        "demote",
                        "Linux docs",
                        "--issue",
                        issue,
                        "-c",
                        config.toString(),
                        "--commit");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(newest()).isEqualTo("Put 'Linux docs' into bringup\n\n" + issue);
        assertThat(committed(".ci.yaml")).contains("bringup: true  # " + issue);
    }

    @Test
    void outside_of_a_repository_the_file_is_changed_and_the_commit_is_left_to_people(
            @TempDir Path elsewhere) throws Exception {
        var alone = Files.writeString(elsewhere.resolve(".ci.yaml"), CONFIG);

        var run = CommandRun.of("promote", "Linux test", "-c", alone.toString(), "--commit");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("is in no git repository", "commit it by hand");
        assertThat(alone).content().doesNotContain("bringup");
    }

    @Test
    void a_target_that_nobody_answers_for_is_an_error_only_where_owners_are_asked_for() {
        var without = CommandRun.of("validate", config.toString());
        var asked = CommandRun.of("validate", "--owners", config.toString());

        assertThat(without.code()).isEqualTo(ExitCode.DONE);
        assertThat(without.out())
                .contains("warning no-owner: nobody answers for 'Linux test'", "valid: 2 targets");
        assertThat(asked.code()).isEqualTo(ExitCode.FAILED);
        assertThat(asked.out()).contains("'Linux test'").doesNotContain("'Linux docs'");
    }

    @Test
    void where_no_target_has_an_owner_none_is_missed() throws Exception {
        Files.writeString(config, CONFIG.replace("    owner: '@dora'\n", ""));

        assertThat(CommandRun.of("validate", config.toString()).out()).contains("nothing to mend");
    }

    @Test
    void a_pattern_that_no_file_of_the_repository_matches_is_told() throws Exception {
        var watching =
                CONFIG.replace(
                        "    run: ./test.sh", "    run: ./test.sh\n    run_if: ['nodes*', 'n*']");
        Files.writeString(config, watching);

        var run = CommandRun.of("validate", config.toString());

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains("pattern-matches-nothing: 'nodes*' of 'Linux test' matches no file")
                .doesNotContain("'n*' of");
        var example = Files.writeString(folder.resolve("example.ci.yaml"), watching);
        assertThat(CommandRun.of("validate", example.toString()).out()).contains("nothing to mend");
    }

    @Test
    void a_branch_is_missed_only_where_all_branches_are_known() throws Exception {
        git.branchCreate().setName("next").call();
        Files.writeString(config, CONFIG.replace("[main]", "[main, 'release-\\d+']"));
        assertThat(CommandRun.of("validate", config.toString()).out())
                .contains("branch-matches-nothing: 'release-\\d+' matches none");

        var settings = git.getRepository().getConfig();
        settings.setString("remote", "origin", "url", "https://git.example.com/sample");
        var fetched = "+refs/heads/main:refs/remotes/origin/main";
        settings.setString("remote", "origin", "fetch", fetched);
        settings.save();
        assertThat(CommandRun.of("validate", config.toString()).out())
                .doesNotContain("branch-matches-nothing");

        settings.setString("remote", "origin", "fetch", "+refs/heads/*:refs/remotes/origin/*");
        settings.save();
        var head = git.getRepository().resolve(Constants.HEAD);
        var fresh = git.getRepository().updateRef("refs/remotes/origin/release-7");
        fresh.setNewObjectId(head);
        fresh.update();
        assertThat(CommandRun.of("validate", config.toString()).out())
                .doesNotContain("branch-matches-nothing");
    }

    @Test
    void an_owner_in_codeowners_answers_for_the_targets_of_the_file() throws Exception {
        Files.createDirectories(folder.resolve(".github"));
        Files.writeString(folder.resolve(".github/CODEOWNERS"), "* @all\n/.ci.yaml @acme/infra\n");

        assertThat(CommandRun.of("validate", "--owners", config.toString()).code())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void an_owner_in_testowners_answers_for_the_test_of_the_whole_name() throws Exception {
        Files.writeString(
                config,
                CONFIG.replace(
                        "    run: ./test.sh",
                        "    properties: {tags: '[\"hostonly\"]'}\n    run: ./test.sh"));
        Files.writeString(
                folder.resolve("TESTOWNERS"),
                "## Host only tests\n# Linux test\n/dev/test.dart @tess @acme/tool\n");
        var named = CommandRun.of("validate", "--owners", config.toString());

        Files.writeString(
                folder.resolve("TESTOWNERS"),
                "## Host only tests\n# Linux test_two\n/dev/test.dart @tess @acme/tool\n");
        var other = CommandRun.of("validate", "--owners", config.toString());

        assertThat(named.code()).as(named.out()).isEqualTo(ExitCode.DONE);
        assertThat(other.code()).isEqualTo(ExitCode.FAILED);
    }
}
