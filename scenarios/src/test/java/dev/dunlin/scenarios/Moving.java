package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.VerifyMode;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.DatabaseDigest;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** A migration of a test with its databases; one that is online has somebody who writes. */
record Moving(
        MigrationSpec spec, TestDatabase source, TestDatabase target, List<SteadyWriter> writer)
        implements AutoCloseable {

    private static final int TABLES = 6;

    /** Documented are 10 s. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** One whose source is quiet. */
    static Moving offline(String name, int rows) {
        return of(name, rows, MigrationMode.OFFLINE, OnlineSettings.DEFAULT);
    }

    /** One whose source is written to until it is fenced. */
    static Moving online(String name, int rows, OnlineSettings settings) {
        return of(name, rows, MigrationMode.ONLINE, settings);
    }

    private static Moving of(String name, int rows, MigrationMode mode, OnlineSettings settings) {
        TestDatabase source = TestServers.source().createDatabase("moving");
        TestDatabase target = TestServers.target().createDatabase("moving");
        fill(source, rows);
        List<SteadyWriter> writer =
                mode == MigrationMode.ONLINE ? List.of(new SteadyWriter(source)) : List.of();
        return new Moving(spec(name, mode, source, target, settings), source, target, writer);
    }

    private static MigrationSpec spec(
            String name,
            MigrationMode mode,
            TestDatabase source,
            TestDatabase target,
            OnlineSettings online) {
        return new MigrationSpec(
                new MigrationName(name),
                mode,
                MigrationOption.VALIDATE_AND_MIGRATE,
                MigrationSpec.ON_PREMISES,
                endpoint(source),
                endpoint(target),
                List.of(new DatabasePair(source.name(), target.name())),
                new TablePatterns(List.of(), List.of()),
                new MigrationSettings(
                        2, 1 << 20, VerifyMode.FULL, false, true, true, Roles.CHECK, 4, online),
                "default",
                "default");
    }

    private static Endpoint endpoint(TestDatabase database) {
        return new Endpoint(
                "127.0.0.1", database.port(), "postgres", new TreeMap<>(), SecretRef.NONE);
    }

    private static void fill(TestDatabase source, int rows) {
        for (int i = 0; i < TABLES; i++) {
            source.execute(
                    "CREATE TABLE t"
                            + i
                            + " AS SELECT g AS id, md5(g::text) AS a, repeat(md5((g * 7)::text), 6)"
                            + " AS b FROM generate_series(1, "
                            + rows
                            + ") g",
                    "ALTER TABLE t" + i + " ADD PRIMARY KEY (id)");
        }
    }

    boolean online() {
        return spec.mode() == MigrationMode.ONLINE;
    }

    MigrationName name() {
        return spec.name();
    }

    /**
     * The same rows on both sides, and nothing of Dunlin's on the source: no slot, and no session
     * once the workers' idle ones have run out.
     */
    void assertEqual() {
        DatabaseDigest there = DatabaseDigest.of(target);
        assertThat(DatabaseDigest.of(source).diff(there)).as(name().value()).isEmpty();
        assertThat(source.column("SELECT slot_name::text FROM pg_replication_slots")).isEmpty();
        Await.until("no session is left", IDLE, () -> ScenarioIT.leftOn(source).isEmpty());
        writer.forEach(one -> assertThat(one.written()).isPositive());
    }

    @Override
    public void close() {
        writer.forEach(SteadyWriter::close);
        source.close();
        target.close();
    }
}
