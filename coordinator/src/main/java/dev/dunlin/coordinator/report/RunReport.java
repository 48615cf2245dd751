package dev.dunlin.coordinator.report;

import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.StepTiming;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TableStatus;
import dev.dunlin.protocol.VerifyMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The report of a run, in the order and under the names of its JSON form ({@code
 * docs/report-json.md}). Sizes are bytes, times are seconds.
 *
 * @param result the migration's state, or {@code Refused} or {@code Error} when it got none
 * @param seconds wall time of this run, from the start of the process
 * @param cutover empty unless the migration followed its source
 */
public record RunReport(
        String schema,
        String migration,
        String result,
        int exitCode,
        String source,
        String target,
        String startedAt,
        String endedAt,
        double seconds,
        int resumes,
        int chunksKept,
        List<Cutover> cutover,
        List<Database> databases,
        List<Table> tables,
        List<Finding> findings,
        List<Failure> failures,
        List<String> differences) {

    private static final String SCHEMA = "dunlin.report/1";

    /**
     * The cutover.
     *
     * @param askedAt empty when nobody asked
     * @param fence {@code manual} or {@code read-only}
     * @param writesStoppedSeconds from the fence to the end of the migration; 0 without a switch
     * @param fencedDatabases source databases that still take no writes
     * @param liftFence statements that let them take writes again
     * @param refusal why the last one did not switch; empty when it did
     */
    public record Cutover(
            String askedAt,
            String fence,
            double writesStoppedSeconds,
            List<String> fencedDatabases,
            List<String> liftFence,
            String refusal) {}

    /** One database of the report. */
    public record Database(
            String database,
            String target,
            int tables,
            long rows,
            long bytes,
            int chunks,
            int chunksKept,
            int schemaItems,
            int sequences,
            List<Step> steps) {}

    /** How long a step took; {@code endedAt} is empty when it did not end. */
    public record Step(String step, String startedAt, String endedAt, double seconds) {}

    /**
     * One table of the report.
     *
     * @param verified {@code yes}, {@code no}, {@code different}, {@code skipped} or {@code off}
     * @param note who left it out, when and why; empty for all others
     */
    public record Table(
            String database,
            String schema,
            String name,
            long rows,
            long bytes,
            double copySeconds,
            double indexSeconds,
            int chunks,
            int chunksKept,
            boolean keyless,
            String verified,
            List<String> differences,
            String note) {}

    /** The report of a migration, for who asks a server: what is known now. */
    public static RunReport of(MigrationStatus status, List<TableStatus> tables) {
        Duration took =
                Duration.between(
                        Instant.parse(status.startedAt()), Instant.parse(status.updatedAt()));
        return of(status, tables, Ending.of(status).exitCode(), took);
    }

    /** The report of a migration that got somewhere. */
    public static RunReport of(
            MigrationStatus status, List<TableStatus> tables, int exitCode, Duration wall) {
        MigrationSpec spec = status.spec();
        VerifyMode verify = spec.settings().verify();
        return new RunReport(
                SCHEMA,
                spec.name().value(),
                status.state().label(),
                exitCode,
                spec.source().place(),
                spec.target().place(),
                status.startedAt(),
                status.updatedAt(),
                seconds(wall),
                status.resumes(),
                status.databases().stream().mapToInt(DatabaseStatus::chunksKept).sum(),
                CutoverReport.of(status).stream().toList(),
                status.databases().stream().map(RunReport::database).toList(),
                tables.stream().map(table -> table(table, verify)).toList(),
                status.findings(),
                status.failures(),
                status.differences());
    }

    /** The report of a run that did not come to a migration. */
    public static RunReport failed(
            MigrationSpec spec, String result, int exitCode, Failure failure, Duration wall) {
        return new RunReport(
                SCHEMA,
                spec.name().value(),
                result,
                exitCode,
                spec.source().place(),
                spec.target().place(),
                "",
                "",
                seconds(wall),
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(failure),
                List.of());
    }

    private static Database database(DatabaseStatus status) {
        return new Database(
                status.database(),
                status.target(),
                status.tables(),
                status.rowsLoaded(),
                status.bytesLoaded(),
                status.chunks(),
                status.chunksKept(),
                status.itemsRestored(),
                status.sequences(),
                status.steps().stream().map(RunReport::step).toList());
    }

    private static Step step(StepTiming timing) {
        double seconds =
                timing.startedAt().isEmpty() || timing.endedAt().isEmpty()
                        ? 0
                        : seconds(
                                Duration.between(
                                        Instant.parse(timing.startedAt()),
                                        Instant.parse(timing.endedAt())));
        return new Step(timing.step(), timing.startedAt(), timing.endedAt(), seconds);
    }

    private static Table table(TableStatus status, VerifyMode verify) {
        return new Table(
                status.table().database(),
                status.name().schema(),
                status.name().name(),
                status.rows(),
                status.bytes(),
                status.copyMillis() / 1000.0,
                status.indexMillis() / 1000.0,
                status.chunks(),
                status.chunksKept(),
                status.keyless(),
                verified(status, verify),
                status.differences(),
                status.note());
    }

    private static String verified(TableStatus status, VerifyMode verify) {
        if (status.phase() == TablePhase.SKIPPED) {
            return "skipped";
        }
        if (status.phase() == TablePhase.DIFFERENT || !status.differences().isEmpty()) {
            return "different";
        }
        if (status.phase() == TablePhase.VERIFIED) {
            return "yes";
        }
        return verify == VerifyMode.NONE ? "off" : "no";
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
