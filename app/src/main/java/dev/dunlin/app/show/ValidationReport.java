package dev.dunlin.app.show;

import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Severity;
import java.util.List;

/**
 * What a validation looked at, in the order and under the names of its JSON form ({@code
 * docs/validation.md}): first the two servers, then each database.
 *
 * @param result {@code Succeeded}, {@code Warning} or {@code Failed}: the worst finding
 */
public record ValidationReport(
        String schema,
        String migration,
        String mode,
        String source,
        String target,
        String result,
        Counts counts,
        List<Finding> servers,
        List<Database> databases) {

    private static final String SCHEMA = "dunlin.validation/1";

    /** How many findings there are of each kind. */
    public record Counts(long succeeded, long warnings, long failed) {

        static Counts of(List<Finding> findings) {
            return new Counts(
                    count(findings, Severity.SUCCEEDED),
                    count(findings, Severity.WARNING),
                    count(findings, Severity.FAILED));
        }

        private static long count(List<Finding> findings, Severity severity) {
            return findings.stream().filter(finding -> finding.severity() == severity).count();
        }

        /** The worst kind there is. */
        String result() {
            return Problems.word(
                    failed > 0
                            ? Severity.FAILED
                            : warnings > 0 ? Severity.WARNING : Severity.SUCCEEDED);
        }
    }

    /** Findings of one database of the source. */
    public record Database(String database, String target, String result, List<Finding> findings) {}

    /** The report of what a migration's validation has found so far. */
    public static ValidationReport of(MigrationStatus status) {
        MigrationSpec spec = status.spec();
        List<Finding> all = status.findings();
        List<String> names = spec.databases().stream().map(DatabasePair::source).toList();
        Counts counts = Counts.of(all);
        return new ValidationReport(
                SCHEMA,
                spec.name().value(),
                spec.mode() == MigrationMode.ONLINE ? "online" : "offline",
                spec.source().place(),
                spec.target().place(),
                counts.result(),
                counts,
                all.stream().filter(finding -> !names.contains(finding.scope())).toList(),
                spec.databases().stream().map(pair -> database(pair, all)).toList());
    }

    private static Database database(DatabasePair pair, List<Finding> all) {
        List<Finding> own =
                all.stream().filter(finding -> finding.scope().equals(pair.source())).toList();
        return new Database(pair.source(), pair.target(), Counts.of(own).result(), own);
    }
}
