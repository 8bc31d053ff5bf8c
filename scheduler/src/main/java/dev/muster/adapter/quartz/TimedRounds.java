package dev.muster.adapter.quartz;

import dev.muster.api.Pulse;

import org.jspecify.annotations.Nullable;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

import javax.sql.DataSource;

/// Runs rounds by the clock. On PostgreSQL, which several instances may share, each round runs on
/// one of them. H2 has one, whose times are kept in memory: Quartz ends its threads by interrupting
/// them, and H2 closes its file when that meets one that reads or writes there.
public final class TimedRounds implements AutoCloseable, Pulse {

    private static final Logger LOG = LoggerFactory.getLogger(TimedRounds.class);
    private static final String ROUND = "round";

    private static final String CLUSTER = "muster";

    private final Map<String, Timed> rounds = new ConcurrentSkipListMap<>();
    private final Scheduler scheduler;

    /// @param source the service's database
    /// @param postgresql whether it is PostgreSQL
    /// @param owner the service's name, for those who read the tables
    /// @param clock by which it is told how long rounds took
    public TimedRounds(DataSource source, boolean postgresql, String owner, Clock clock) {
        var instance = owner + "-" + UUID.randomUUID();
        DBConnectionManager.getInstance().addConnectionProvider(instance, new Pool(source));
        try {
            this.scheduler = scheduler(properties(postgresql, instance));
            scheduler.setJobFactory((_, _) -> new Round(rounds, clock));
        } catch (SchedulerException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Quartz keeps the schedulers of a process by the name of their cluster, and would give a
    /// second service the first one's: it is made to forget.
    private static Scheduler scheduler(Properties properties) throws SchedulerException {
        synchronized (TimedRounds.class) {
            var repository = SchedulerRepository.getInstance();
            repository.remove(CLUSTER);
            var made = new StdSchedulerFactory(properties).getScheduler();
            repository.remove(CLUSTER);
            return made;
        }
    }

    private static Properties properties(boolean postgresql, String instance) {
        var properties = new Properties();
        properties.put("org.quartz.scheduler.instanceName", CLUSTER);
        properties.put("org.quartz.scheduler.instanceId", instance);
        properties.put("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.put("org.quartz.threadPool.threadCount", "2");
        properties.put("org.quartz.threadPool.makeThreadsDaemons", "true");
        properties.put("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        if (postgresql) {
            shared(properties, instance);
        } else {
            properties.put("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        }
        return properties;
    }

    private static void shared(Properties properties, String instance) {
        properties.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        properties.put(
                "org.quartz.jobStore.driverDelegateClass",
                "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        properties.put("org.quartz.jobStore.useProperties", "true");
        properties.put("org.quartz.jobStore.isClustered", "true");
        properties.put("org.quartz.jobStore.dataSource", instance);
    }

    /// Runs a round at an interval from now on.
    ///
    /// @param name the same in all instances and after a restart
    public void every(Duration interval, String name, Runnable round) {
        rounds.put(name, new Timed(round, interval));
        var job =
                JobBuilder.newJob(Round.class).withIdentity(name).usingJobData(ROUND, name).build();
        var trigger =
                TriggerBuilder.newTrigger()
                        .withIdentity(name)
                        .forJob(job)
                        .withSchedule(
                                SimpleScheduleBuilder.simpleSchedule()
                                        .withIntervalInMilliseconds(interval.toMillis())
                                        .withMisfireHandlingInstructionNextWithRemainingCount()
                                        .repeatForever())
                        .build();
        try {
            scheduler.scheduleJob(job, java.util.Set.of(trigger), true);
        } catch (SchedulerException e) {
            throw new IllegalStateException("cannot schedule " + name, e);
        }
    }

    @Override
    public List<Beat> beats() {
        return rounds.entrySet().stream()
                .map(
                        it ->
                                new Beat(
                                        it.getKey(),
                                        true,
                                        it.getValue().interval,
                                        it.getValue().tally,
                                        next(it.getKey())))
                .toList();
    }

    private @Nullable Instant next(String name) {
        try {
            var trigger = scheduler.getTrigger(TriggerKey.triggerKey(name));
            var at = trigger == null ? null : trigger.getNextFireTime();
            return at == null ? null : at.toInstant();
        } catch (SchedulerException e) {
            LOG.atDebug().addKeyValue("round", name).setCause(e).log("No time of a round is known");
            return null;
        }
    }

    /// Begins; rounds whose time passed meanwhile run once.
    public void start() {
        try {
            scheduler.start();
        } catch (SchedulerException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException e) {
            LOG.atWarn().log("the timed rounds did not end cleanly: {}", e.getMessage());
        }
    }

    /// One round, never twice at once.
    @DisallowConcurrentExecution
    static final class Round implements Job {

        private final Map<String, Timed> rounds;
        private final Clock clock;

        Round(Map<String, Timed> rounds, Clock clock) {
            this.rounds = rounds;
            this.clock = clock;
        }

        @Override
        public void execute(JobExecutionContext context) {
            var name = context.getMergedJobDataMap().getString(ROUND);
            var round = rounds.get(name);
            if (round == null) {
                return;
            }
            var began = clock.instant();
            var fault = false;
            try {
                round.work.run();
            } catch (RuntimeException | Error bug) {
                fault = true;
                LOG.atError()
                        .addKeyValue("round", name)
                        .setCause(bug)
                        .log("A timed round stopped at a fault");
            }
            round.tally = round.tally.and(began, clock.instant(), fault);
        }
    }

    /// What comes by the clock, and how it went here.
    private static final class Timed {

        private final Runnable work;
        private final Duration interval;
        private volatile Tally tally = Tally.NONE;

        Timed(Runnable work, Duration interval) {
            this.work = work;
            this.interval = interval;
        }
    }

    private record Pool(DataSource source) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return source.getConnection();
        }

        @Override
        public void shutdown() {
            // the pool is the service's
        }

        @Override
        public void initialize() {
            // it is ready
        }
    }
}
