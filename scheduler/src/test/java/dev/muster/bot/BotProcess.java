package dev.muster.bot;

import dev.muster.adapter.github.Address;
import dev.muster.adapter.github.AppKey;
import dev.muster.adapter.github.GitHubBot;
import dev.muster.adapter.github.GitHubClient;
import dev.muster.adapter.jdbc.JdbcStores;
import dev.muster.adapter.jdbc.ground.Database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The bot's rounds in a process of their own, to be killed. It never ends by itself.
final class BotProcess {

    private static final int PAUSE_MILLIS = 50;

    private BotProcess() {}

    /// Arguments: the name of this instance, the database's URL, the address of GitHub's API, the
    /// App's number, the file of its key, the numbers of installation and repository, and the file
    /// that has the time.
    public static void main(String[] arguments) throws Exception {
        var clock = new FileClock(Path.of(arguments[7]));
        var key = AppKey.read(Files.readString(Path.of(arguments[4])));
        var address =
                new Address(
                        BotStage.HARBOUR,
                        Long.parseLong(arguments[5]),
                        Long.parseLong(arguments[6]));
        try (var database = Database.open(arguments[1], "", "");
                var client = new GitHubClient(URI.create(arguments[2]), arguments[3], key, clock)) {
            var stores = new JdbcStores(database, clock, new SecureRandom());
            var bot =
                    new BotRound(
                            stores.bot(),
                            new GitHubBot(client, _ -> Optional.of(address)),
                            stores.stability(),
                            new BotRound.Settings(
                                    "https://ci.example.com", arguments[0], _ -> true),
                            clock);
            var never = new Semaphore(0);
            while (!never.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                bot.decide();
                bot.send();
            }
        }
    }

    /// The time as a file has it, which another process writes.
    private static final class FileClock extends Clock {

        private final Path file;

        FileClock(Path file) {
            this.file = file;
        }

        @Override
        public Instant instant() {
            try {
                return Instant.parse(Files.readString(file));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock knows UTC only");
        }
    }
}
