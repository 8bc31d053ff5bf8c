package dev.muster.cli;

import dev.muster.adapter.git.LocalRepository;
import dev.muster.config.owners.OwnerFiles;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// What the repository that a configuration lies in holds besides it.
///
/// @param inUse whether the file is a configuration in use, by its name; what another speaks of,
///   such as an example, is elsewhere
/// @param files paths of the repository's files; null where they are not known
/// @param branches names of its branches; null where not all of them are known
/// @param owners what it says of owners
record Surroundings(
        boolean inUse,
        @Nullable List<String> files,
        @Nullable List<String> branches,
        OwnerFiles owners) {

    static Surroundings of(Path file) {
        var absolute = file.toAbsolutePath().normalize();
        var folder = absolute.resolveSibling(".").normalize();
        var inUse = absolute.endsWith(InputFiles.CONFIG);
        try (var repository = LocalRepository.around(folder)) {
            var root = repository.workTree().map(it -> it.toAbsolutePath().normalize());
            var owners = owners(root.orElse(folder), absolute);
            return inUse
                    ? new Surroundings(
                            true,
                            others(repository.tracked()),
                            repository.allBranches().orElse(null),
                            owners)
                    : new Surroundings(false, null, null, owners);
        } catch (LocalRepository.Unreadable e) {
            return new Surroundings(inUse, null, null, owners(folder, absolute));
        }
    }

    /// The files, unless there are none but configurations: then the rest is yet to come.
    private static @Nullable List<String> others(List<String> files) {
        var config = InputFiles.CONFIG;
        return files.stream().allMatch(it -> it.equals(config) || it.endsWith("/" + config))
                ? null
                : files;
    }

    /// A path in an owner file is one of its repository, so the configuration is named as it is
    /// seen from there.
    private static OwnerFiles owners(Path root, Path file) {
        var found = new LinkedHashMap<String, byte[]>();
        Stream.concat(OwnerFiles.CODE_OWNERS.stream(), Stream.of(OwnerFiles.TEST_OWNERS))
                .filter(it -> Files.isRegularFile(root.resolve(it)))
                .forEach(it -> found.put(it, InputFiles.read(root.resolve(it))));
        return OwnerFiles.among(found).from(root.relativize(file).toString());
    }
}
