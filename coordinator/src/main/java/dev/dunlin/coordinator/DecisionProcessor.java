package dev.dunlin.coordinator;

import dev.dunlin.coordinator.decision.Decider;
import dev.dunlin.coordinator.decision.Decision;
import dev.dunlin.coordinator.decision.Input;
import dev.dunlin.coordinator.decision.JobChange;
import dev.dunlin.coordinator.decision.Verdict;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.World;
import dev.dunlin.coordinator.whole.Derived;
import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import dev.dunlin.messaging.WorkersView;
import dev.dunlin.metrics.Meters;
import dev.dunlin.metrics.Metric;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.GateDecision;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.Task;
import dev.dunlin.protocol.Topics;
import dev.dunlin.spec.SpecException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver: message in, decision out. It holds the stores and the clock and knows the topics, and
 * decides nothing. Replaying the facts of a decision on the stored state is the only way state
 * changes.
 */
final class DecisionProcessor implements Processor<String, byte[], String, Outgoing> {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionProcessor.class);
    private static final Duration TICK = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Pools pools;
    private final PartReports parts = new PartReports();
    private final WholeDesk wholes = new WholeDesk(this::store, this::forward);
    private @Nullable ProcessorContext<String, Outgoing> context;

    DecisionProcessor(InstantSource clock, Pools pools) {
        this.clock = clock;
        this.pools = pools;
    }

    @Override
    public void init(ProcessorContext<String, Outgoing> given) {
        context = given;
        given.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> tick());
    }

    @Override
    public void process(Record<String, byte[]> message) {
        String topic = context().recordMetadata().map(RecordMetadata::topic).orElse(Topics.REPORTS);
        try {
            switch (topic) {
                case Topics.COMMANDS -> ask(message);
                case Topics.GATES -> gate(message);
                case Topics.READINESS ->
                        take(new Input.Measured(decode(message, Readiness.class)), message);
                default -> take(new Input.Told(decode(message, Report.class)), message);
            }
        } catch (UndecodableMessageException e) {
            park(message, e.getMessage());
        }
    }

    /**
     * A command that came in elsewhere than where its migration is decided is sent on to there; a
     * spec that cannot be obeyed is answered like a refused command.
     */
    private void ask(Record<String, byte[]> message) {
        String place =
                context()
                        .recordMetadata()
                        .map(at -> at.partition() + "-" + at.offset())
                        .orElse("0-0");
        try {
            Command command = CommandReader.read(message.value(), place, pools::connection);
            if (atHome(message, command.migration())) {
                take(new Input.Asked(command), message);
            } else {
                send(Topics.COMMANDS, command.migration().value(), command);
            }
        } catch (SpecException e) {
            String id = CommandReader.id(message.value(), place);
            String about = String.valueOf(message.key());
            if (MigrationName.legal(about)) {
                MigrationName name = new MigrationName(about);
                send(
                        Topics.REPLIES,
                        about,
                        new Reply(name, id, Reply.Status.REJECTED, String.valueOf(e.getMessage())));
            } else {
                park(message, e.getMessage());
            }
        }
    }

    private void gate(Record<String, byte[]> message) {
        GateDecision decision = decode(message, GateDecision.class);
        if (atHome(message, decision.migration())) {
            take(new Input.Decided(decision), message);
        } else {
            send(Topics.GATES, decision.migration().value(), decision);
        }
    }

    private boolean atHome(Record<String, byte[]> message, MigrationName name) {
        return name.value().equals(message.key())
                && pools.decides(context().taskId().partition(), name);
    }

    private static <T> T decode(Record<String, byte[]> message, Class<T> type) {
        return Wire.decode(message.value(), type);
    }

    private void tick() {
        WorkersView workers = pools.workers();
        try (var all = store(StateStores.MIGRATIONS).all()) {
            all.forEachRemaining(
                    entry -> {
                        Migration migration = Wire.decode(entry.value, Migration.class);
                        if (!migration.state().ended() || migration.comparing()) {
                            boolean missing = WorkerConditions.missing(migration.spec(), workers);
                            decide(new Input.Ticked(migration.spec().name(), missing));
                        }
                        parts.changed(migration, clock.instant()).ifPresent(this::forward);
                    });
        }
        wholes.unfinished()
                .forEach(name -> wholes.decide(new Input.Ticked(name, false), clock.instant()));
    }

    private void take(Input input, Record<String, byte[]> message) {
        wholes.makeRoom(input);
        if (input instanceof Input.Asked(var command)) {
            Meters.process().count(Metric.COMMANDS_TOTAL, 1, name(command));
        }
        boolean whole = wholes.concerns(input);
        switch (whole ? wholes.decide(input, clock.instant()) : decide(input)) {
            case Verdict.Accepted _ -> {}
            case Verdict.Ignored(var reason) ->
                    LOG.debug("{}: ignored {}: {}", input.migration(), name(input), reason);
            case Verdict.Rejected(var reason) -> {
                LOG.error("{}: rejected {}: {}", input.migration(), name(input), reason);
                park(message, reason);
            }
        }
    }

    private Verdict decide(Input input) {
        Instant now = clock.instant();
        StateStores stores = new StateStores(input.migration(), this::store);
        Decision decision = Decider.decide(stores, input, now);
        if (!decision.facts().isEmpty()) {
            commit(input.migration(), stores, decision, now);
        }
        decision.tasks().forEach(task -> sendTask(stores, task));
        decision.jobs().forEach(change -> sendJob(stores, change));
        decision.replies().forEach(reply -> reply(stores, reply));
        return decision.verdict();
    }

    private void commit(MigrationName name, StateStores stores, Decision decision, Instant now) {
        World world = new World(stores);
        List<TableId> tables = world.exists() ? StateStores.tables(world.migration()) : List.of();
        boolean existed = world.exists();
        decision.facts().forEach(world::apply);
        if (world.exists()) {
            world.nextVersion();
        }
        world.flush(stores);
        if (world.exists()) {
            send(Topics.MIGRATIONS, name.value(), PublicView.status(world.migration(), now));
            parts.changed(world.migration(), now).ifPresent(this::forward);
        } else if (existed) {
            forward(new Outgoing(Topics.MIGRATIONS, name.value(), null));
            tables.forEach(
                    id -> forward(new Outgoing(Topics.TABLES, PublicView.key(name, id), null)));
        }
        stores.changedTables()
                .forEach(
                        (id, table) ->
                                send(
                                        Topics.TABLES,
                                        PublicView.key(name, id),
                                        PublicView.table(name, world.plan(id), table)));
        for (Fact fact : decision.facts()) {
            PublicView.event(name, fact, now)
                    .ifPresent(
                            event -> {
                                LOG.info(
                                        "{}: {} {} {}",
                                        name,
                                        event.kind(),
                                        event.subject(),
                                        event.detail());
                                Meters.process().count(Metric.EVENTS_TOTAL, 1, event.kind());
                                send(Topics.EVENTS, name.value(), event);
                            });
        }
    }

    /** A part answers its whole, and says how it stands; everybody else is answered in public. */
    private void reply(StateStores stores, Reply reply) {
        MigrationName name = reply.migration();
        if (!Derived.fromWhole(reply.commandId(), name)) {
            send(Topics.REPLIES, name.value(), reply);
            return;
        }
        MigrationName whole = name.whole();
        send(Topics.REPORTS, whole.value(), new Report.PartReplied(whole, reply));
        Migration migration = stores.migration();
        if (migration != null) {
            parts.forget(name);
            parts.changed(migration, clock.instant()).ifPresent(this::forward);
        }
    }

    private void sendTask(StateStores stores, Task task) {
        String pool = pool(stores, task.role().side());
        pools.ensure(task.role(), pool);
        send(Topics.tasks(task.role(), pool), task.id(), task);
    }

    private void sendJob(StateStores stores, JobChange change) {
        Job job = change.job();
        String pool = pool(stores, job.role().side());
        pools.ensure(job.role(), pool);
        String topic = Topics.jobs(job.role(), pool);
        forward(new Outgoing(topic, job.id(), change.ended() ? null : job));
    }

    private static String pool(StateStores stores, Side side) {
        Migration migration = stores.migration();
        if (migration == null) {
            throw new IllegalStateException("work without a migration");
        }
        MigrationSpec spec = migration.spec();
        return side == Side.SOURCE ? spec.sourcePool() : spec.targetPool();
    }

    /** A message nobody can act on is kept where somebody can look at it. */
    private void park(Record<String, byte[]> message, @Nullable String reason) {
        LOG.error("message of key {} parked: {}", message.key(), reason);
        Meters.process().count(Metric.DEAD_LETTERS_TOTAL, 1);
        RecordMetadata from = context().recordMetadata().orElse(null);
        forward(
                new Outgoing(
                        Topics.PARKED,
                        String.valueOf(message.key()),
                        ParkedMessage.of(message.value(), from, String.valueOf(reason))));
    }

    private void send(String topic, String key, Object message) {
        forward(new Outgoing(topic, key, message));
    }

    private void forward(Outgoing outgoing) {
        Instant now = clock.instant();
        if (outgoing.message() instanceof Reply reply) {
            Meters.process().count(Metric.REPLIES_TOTAL, 1, lower(reply.status().name()));
        }
        context()
                .forward(
                        new Record<>(
                                outgoing.key(),
                                outgoing,
                                now.toEpochMilli(),
                                CloudEventHeaders.of(outgoing, now)));
    }

    private KeyValueStore<String, byte[]> store(String name) {
        return context().getStateStore(name);
    }

    private ProcessorContext<String, Outgoing> context() {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        return context;
    }

    /** As it is called on the wire, without what all commands end in. */
    private static String name(Command command) {
        return lower(command.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-"));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String name(Input input) {
        return switch (input) {
            case Input.Asked(var command) -> command.getClass().getSimpleName();
            case Input.Told(var report) -> report.getClass().getSimpleName();
            case Input.Measured _ -> "readiness";
            case Input.Decided _ -> "decision at a gate";
            case Input.Ticked _ -> "tick";
        };
    }
}
