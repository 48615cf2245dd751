package dev.dunlin.snapshot;

import dev.dunlin.messaging.ArchiveStore;
import dev.dunlin.messaging.ControlTopics;
import dev.dunlin.messaging.JobRunner.RunningJob;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.RowsProducers;
import dev.dunlin.messaging.RowsTopic;
import dev.dunlin.messaging.Segment;
import dev.dunlin.messaging.SegmentReader;
import dev.dunlin.postgres.ConnectionProbe;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.SegmentHeader;
import dev.dunlin.protocol.Snapshot;
import dev.dunlin.protocol.SourceTask.CopyChunk;
import dev.dunlin.protocol.SourceTask.DumpSchema;
import dev.dunlin.protocol.SourceTask.PlanTables;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.TablePlan;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestBroker;
import dev.dunlin.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** A snapshot worker on a real database and broker, with its tasks handed to it directly. */
final class WorkerFixture implements AutoCloseable {

    static final long CHUNK_BYTES = 256 << 10;

    final MigrationName migration;
    final DatabaseAddress address;
    final PostgresConnector connector = new PostgresConnector(new Secrets(Map.of()));
    final RecordingContext context = new RecordingContext();
    final SnapshotSessions sessions = new SnapshotSessions(connector, Duration.ofSeconds(5), 2);
    final SnapshotWorker worker;
    private final KafkaCluster cluster = KafkaCluster.at(TestBroker.shared().bootstrapServers());
    private final RowsProducers producers = new RowsProducers(cluster);
    private final ArchiveStore archives = new ArchiveStore(cluster);

    WorkerFixture(TestDatabase database, Path directory) {
        migration = new MigrationName(TestBroker.shared().uniqueName("snapshot"));
        address = address(database);
        worker =
                new SnapshotWorker(
                        new SourceValidator(
                                connector, InstantSource.system(), _ -> {}, () -> "here"),
                        new SchemaDumper(sessions, connector, archives, directory),
                        new TablePlanner(sessions, archives, directory),
                        new ChunkCopier(sessions, producers),
                        new SourceReader(sessions, connector, InstantSource.system()),
                        new ConnectionProbe(connector));
        try (var admin = TestBroker.shared().admin()) {
            new ControlTopics(admin, (short) 1).ensure();
            new RowsTopic(admin, (short) 1).ensure(migration, 1);
        }
    }

    static DatabaseAddress address(TestDatabase database) {
        SortedMap<String, String> none = new TreeMap<>();
        return new DatabaseAddress(
                new Endpoint("127.0.0.1", database.port(), "postgres", none, SecretRef.NONE),
                database.name());
    }

    static String resource(String name) {
        try (InputStream resource = WorkerFixture.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunningJob hold(int request) {
        return new SnapshotJobs(connector)
                .start(new Job.HoldSnapshot(migration, address, request, false, 0), context);
    }

    Snapshot snapshot(int count) {
        return context.await(Report.SnapshotHeld.class, count).snapshot();
    }

    /** Plans by table name. */
    record Plans(SortedMap<String, TablePlan> byName) {

        TablePlan of(String name) {
            return Objects.requireNonNull(byName.get(name), name);
        }
    }

    /** Dumps the schema and plans the tables; the plans by table name. */
    Plans plan(Snapshot snapshot, TablePatterns patterns) throws Exception {
        worker.handle(new DumpSchema(migration, address, snapshot, patterns), context);
        var archive = context.last(Report.SchemaDumped.class).archive();
        worker.handle(
                new PlanTables(migration, address, snapshot, archive, patterns, CHUNK_BYTES),
                context);
        SortedMap<String, TablePlan> plans = new TreeMap<>();
        context.all(Report.TablePlanned.class)
                .forEach(report -> plans.put(report.plan().name().name(), report.plan()));
        return new Plans(plans);
    }

    CopyChunk copyTask(Snapshot snapshot, TablePlan plan, int chunk) {
        return new CopyChunk(
                migration,
                address,
                snapshot,
                new ChunkId(plan.id(), chunk),
                0,
                plan.shape(),
                plan.chunks().get(chunk),
                0);
    }

    /** What a copied chunk left in its partition. */
    record Copied(SegmentHeader.End end, long bytes) {}

    Copied copy(CopyChunk task, SegmentReader reader) throws Exception {
        worker.handle(task, context);
        long bytes = 0;
        while (true) {
            for (var segment :
                    Await.value(
                            "a segment",
                            Duration.ofSeconds(20),
                            () -> reader.poll(Duration.ofMillis(100)),
                            segments -> !segments.isEmpty())) {
                bytes += segment.unpack(Segment.room());
                if (segment.header() instanceof SegmentHeader.End end) {
                    return new Copied(end, bytes);
                }
            }
        }
    }

    SegmentReader rows() {
        return new SegmentReader(cluster, migration, 0);
    }

    List<String> sessionsOf(TestDatabase database) {
        return database.column(
                "SELECT pid FROM pg_stat_activity WHERE application_name = 'dunlin/"
                        + migration
                        + "'");
    }

    @Override
    public void close() {
        sessions.close();
        producers.close();
        archives.close();
        try (var admin = TestBroker.shared().admin()) {
            new RowsTopic(admin, (short) 1).delete(migration);
        }
    }
}
