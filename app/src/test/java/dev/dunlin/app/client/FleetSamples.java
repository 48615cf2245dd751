package dev.dunlin.app.client;

import dev.dunlin.app.show.Samples;
import dev.dunlin.protocol.ComparisonStatus;
import dev.dunlin.protocol.Condition;
import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TableStatus;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Three migrations of one server: one waits for its cutover, one copies two databases, one failed.
 */
public final class FleetSamples {

    public static final MigrationName SHOP = new MigrationName("shop");
    public static final MigrationName SALES = new MigrationName("sales");
    public static final MigrationName CRM = new MigrationName("crm");

    private FleetSamples() {}

    /** All of them. */
    public static List<MigrationStatus> all() {
        return List.of(
                shop(MigrationState.WAITING_FOR_USER_ACTION),
                sales(),
                part("orders"),
                part("stock"),
                crm());
    }

    /** Online, in a state. */
    public static MigrationStatus shop(MigrationState state) {
        return status(
                state,
                named(SHOP, Samples.online(OnlineSettings.DEFAULT), "shop"),
                "2026-11-18T10:00:00Z",
                List.of(database("shop", DatabasePhase.STREAMING, 4)),
                List.of(),
                List.of());
    }

    /** Two databases, one of them paused. */
    static MigrationStatus sales() {
        return status(
                MigrationState.IN_PROGRESS,
                named(SALES, Samples.spec(), "orders", "stock"),
                "2026-11-20T09:19:00Z",
                List.of(
                        database("orders", DatabasePhase.COPY, 2),
                        database("stock", DatabasePhase.COPY, 1)),
                List.of(),
                List.of(new Condition(Condition.PAUSED, "stock", "paused by ann (rest)")));
    }

    private static MigrationStatus part(String database) {
        MigrationName name = SALES.of(database);
        return status(
                MigrationState.IN_PROGRESS,
                named(name, Samples.spec(), database),
                "2026-11-20T09:19:00Z",
                List.of(database(database, DatabasePhase.COPY, 2)),
                List.of(),
                List.of());
    }

    private static MigrationStatus crm() {
        return status(
                MigrationState.FAILED,
                named(CRM, Samples.spec(), "crm"),
                "2026-11-17T22:00:00Z",
                List.of(database("crm", DatabasePhase.COPY, 3)),
                List.of(
                        new Failure(
                                "DUN-TGT-DISK",
                                FailureKind.TARGET,
                                "no space is left for public.calls",
                                "Make room, then retry.")),
                List.of());
    }

    /** A fresh version of a migration. */
    public static MigrationStatus next(MigrationStatus status, MigrationState state) {
        return new MigrationStatus(
                status.name(),
                state,
                MigrationSubstate.COMPLETED,
                status.version() + 1,
                status.spec(),
                status.startedAt(),
                status.updatedAt(),
                status.resumes(),
                status.databases(),
                status.cutover(),
                status.findings(),
                status.failures(),
                status.differences(),
                status.conditions());
    }

    /** A fresh version that was compared by command {@code c-1}. */
    public static MigrationStatus compared(
            MigrationStatus status, ComparisonStatus.Outcome outcome) {
        boolean different = outcome == ComparisonStatus.Outcome.DIFFERENT;
        ComparisonStatus comparison =
                new ComparisonStatus(
                        "c-1",
                        "ann (rest)",
                        "2026-11-20T09:19:00Z",
                        "2026-11-20T09:20:00Z",
                        outcome,
                        "0/1A2B",
                        4,
                        0,
                        different ? List.of("table t, all rows: key 1 differs") : List.of(),
                        outcome == ComparisonStatus.Outcome.ENDED ? "a cutover began" : "");
        MigrationStatus fresh = next(status, status.state());
        return new MigrationStatus(
                fresh.name(),
                fresh.state(),
                fresh.substate(),
                fresh.version(),
                fresh.spec(),
                fresh.startedAt(),
                fresh.updatedAt(),
                fresh.resumes(),
                List.of(database("crm", DatabasePhase.COPY, 3, comparison)),
                fresh.cutover(),
                fresh.findings(),
                fresh.failures(),
                fresh.differences(),
                fresh.conditions());
    }

    private static MigrationStatus status(
            MigrationState state,
            MigrationSpec spec,
            String startedAt,
            List<DatabaseStatus> databases,
            List<Failure> failures,
            List<Condition> conditions) {
        MigrationSubstate substate =
                switch (state) {
                    case IN_PROGRESS -> MigrationSubstate.MIGRATING_DATA;
                    case WAITING_FOR_USER_ACTION -> MigrationSubstate.WAITING_FOR_CUTOVER_TRIGGER;
                    default -> MigrationSubstate.COMPLETED;
                };
        return new MigrationStatus(
                spec.name(),
                state,
                substate,
                7,
                spec,
                startedAt,
                "2026-11-20T09:59:00Z",
                0,
                databases,
                CutoverStatus.NONE,
                List.of(),
                failures,
                List.of(),
                conditions);
    }

    private static MigrationSpec named(
            MigrationName name, MigrationSpec spec, String... databases) {
        return new MigrationSpec(
                name,
                spec.mode(),
                spec.option(),
                spec.sourceType(),
                spec.source(),
                spec.target(),
                Stream.of(databases).map(db -> new DatabasePair(db, db)).toList(),
                spec.patterns(),
                spec.settings(),
                "default",
                "default");
    }

    private static DatabaseStatus database(String name, DatabasePhase phase, int loaded) {
        return database(name, phase, loaded, null);
    }

    private static DatabaseStatus database(
            String name, DatabasePhase phase, int loaded, @Nullable ComparisonStatus comparison) {
        return new DatabaseStatus(
                name,
                name,
                MigrationState.IN_PROGRESS,
                MigrationSubstate.MIGRATING_DATA,
                phase,
                4,
                name.equals("stock") ? 1 : 0,
                loaded,
                1,
                0,
                160,
                40 * loaded,
                0,
                20_000_000_000L,
                5_000_000_000L * loaded,
                61_000_000,
                2_500_000_000L * loaded,
                30,
                10,
                5,
                List.of(),
                List.of(),
                comparison);
    }

    /** How far the online one follows. */
    static Readiness readiness() {
        return new Readiness(
                SHOP,
                "shop",
                1_000,
                true,
                800,
                4_096,
                1_234,
                3_000,
                3_100,
                0,
                12_000_000,
                false,
                List.of());
    }

    /** Tables of the one with two databases. */
    static List<TableStatus> tables() {
        return List.of(
                table("orders", 0, "orders", TablePhase.VERIFIED, ""),
                table("orders", 1, "lines", TablePhase.COPYING, ""),
                table("stock", 0, "shelf", TablePhase.SKIPPED, "kept in the archive"));
    }

    private static TableStatus table(
            String database, int number, String name, TablePhase phase, String note) {
        return new TableStatus(
                SALES,
                new TableId(database, number),
                new TableName("public", name),
                phase,
                3,
                phase == TablePhase.COPYING ? 1 : 3,
                0,
                1_000_000L * (number + 1),
                1_234_567L,
                98_765_432L,
                12_340,
                phase == TablePhase.COPYING ? 0 : 3_210,
                false,
                List.of(),
                note);
    }

    /** What has happened. */
    static List<MigrationEvent> events() {
        return List.of(
                new MigrationEvent(SHOP, "2026-11-18T10:00:00Z", "created", "", "by ann (rest)"),
                new MigrationEvent(
                        SHOP, "2026-11-18T10:00:09Z", "table-loaded", "shop", "public.a"));
    }
}
