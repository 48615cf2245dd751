package dev.dunlin.app.show;

import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.StepTiming;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TableStatus;
import dev.dunlin.protocol.VerifyMode;
import java.util.List;
import java.util.TreeMap;

/** Migrations as the coordinator publishes them. */
public final class Samples {

    public static final MigrationName NAME = new MigrationName("shop-1");

    private Samples() {}

    /** One database from old to new. */
    public static MigrationSpec spec() {
        return spec(MigrationMode.OFFLINE, OnlineSettings.DEFAULT);
    }

    /** The same, following its source. */
    public static MigrationSpec online(OnlineSettings settings) {
        return spec(MigrationMode.ONLINE, settings);
    }

    private static MigrationSpec spec(MigrationMode mode, OnlineSettings online) {
        return new MigrationSpec(
                NAME,
                mode,
                MigrationOption.VALIDATE_AND_MIGRATE,
                MigrationSpec.ON_PREMISES,
                endpoint("old"),
                endpoint("new"),
                List.of(new DatabasePair("shop", "shop")),
                TablePatterns.ALL,
                new MigrationSettings(
                        2, 1 << 20, VerifyMode.FULL, false, true, true, Roles.CHECK, 4, online),
                "p",
                "p");
    }

    private static Endpoint endpoint(String host) {
        return new Endpoint(host, 5432, "me", new TreeMap<>(), SecretRef.NONE);
    }

    /** A migration in a state. */
    public static MigrationStatus status(
            MigrationState state, List<Finding> findings, List<Failure> failures, String... diffs) {
        return status(state, List.of(), findings, failures, List.of(diffs));
    }

    static MigrationStatus status(
            MigrationState state,
            List<DatabaseStatus> databases,
            List<Finding> findings,
            List<Failure> failures,
            List<String> differences) {
        return new MigrationStatus(
                NAME,
                state,
                MigrationSubstate.MIGRATING_DATA,
                7,
                spec(),
                "2026-11-20T10:00:00Z",
                "2026-11-20T10:00:42Z",
                0,
                databases,
                CutoverStatus.NONE,
                findings,
                failures,
                differences,
                List.of());
    }

    /** An online migration whose one database is in this phase. */
    public static MigrationStatus following(
            MigrationState state, DatabasePhase phase, CutoverStatus cutover) {
        boolean waits = state == MigrationState.WAITING_FOR_USER_ACTION;
        return new MigrationStatus(
                NAME,
                state,
                waits
                        ? MigrationSubstate.WAITING_FOR_CUTOVER_TRIGGER
                        : MigrationSubstate.COMPLETING_MIGRATION,
                7,
                online(OnlineSettings.DEFAULT),
                "2026-11-20T10:00:00Z",
                "2026-11-20T10:00:42Z",
                0,
                List.of(database(phase, 4, 20_000_000_000L)),
                cutover,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** Figures of the one database. */
    public static Readiness readiness(long lagMillis, Readiness.Blocker... blockers) {
        return new Readiness(
                NAME,
                "shop",
                1_000,
                blockers.length == 0,
                lagMillis,
                4_096,
                1_234,
                3_000,
                3_100,
                0,
                12_000_000,
                false,
                List.of(blockers));
    }

    /** A database of four tables, 20 GB planned. */
    static DatabaseStatus database(DatabasePhase phase, int loaded, long plannedBytesLoaded) {
        return new DatabaseStatus(
                "shop",
                "shop",
                MigrationState.IN_PROGRESS,
                MigrationSubstate.MIGRATING_DATA,
                phase,
                4,
                0,
                loaded,
                1,
                0,
                160,
                40,
                12,
                20_000_000_000L,
                plannedBytesLoaded,
                61_000_000,
                plannedBytesLoaded / 2,
                30,
                10,
                5,
                List.of(
                        new StepTiming("schema", "2026-11-20T10:00:00Z", "2026-11-20T10:00:01.5Z"),
                        new StepTiming("copy", "2026-11-20T10:00:02Z", "")),
                List.of(),
                null);
    }

    static TableStatus table(int number, String name, TablePhase phase) {
        return new TableStatus(
                NAME,
                new TableId("shop", number),
                new TableName("public", name),
                phase,
                3,
                3,
                0,
                1_000_000,
                1_234_567 - number,
                98_765_432L,
                12_340,
                3_210,
                false,
                phase == TablePhase.DIFFERENT ? List.of("key 7") : List.of(),
                "");
    }
}
