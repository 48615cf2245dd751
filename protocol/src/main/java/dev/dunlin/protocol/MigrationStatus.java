package dev.dunlin.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Public view of a migration. Topic {@link Topics#MIGRATIONS} (compacted), key: migration name. Of
 * a migration of several databases the whole and each of its parts have one; lists leave the parts
 * out ({@link MigrationName#isPart()}).
 *
 * @param version counts up with every change
 * @param cutover of a migration that follows its source; {@link CutoverStatus#NONE} otherwise
 * @param failures why it ended Failed; empty otherwise
 * @param conditions what holds beside the state: paused, a gate that is awaited
 * @param differences what verification found, by table, range and key
 * @param resumes how often it was taken up again
 */
public record MigrationStatus(
        MigrationName name,
        MigrationState state,
        MigrationSubstate substate,
        long version,
        MigrationSpec spec,
        String startedAt,
        String updatedAt,
        int resumes,
        List<DatabaseStatus> databases,
        CutoverStatus cutover,
        List<Finding> findings,
        List<Failure> failures,
        List<String> differences,
        @Otherwise("[]") List<Condition> conditions) {

    public MigrationStatus {
        databases = List.copyOf(databases);
        findings = List.copyOf(findings);
        failures = List.copyOf(failures);
        differences = List.copyOf(differences);
        conditions = List.copyOf(conditions);
    }

    /** The same with further conditions. */
    public MigrationStatus withConditions(List<Condition> further) {
        List<Condition> all = new ArrayList<>(conditions);
        all.addAll(further);
        return new MigrationStatus(
                name,
                state,
                substate,
                version,
                spec,
                startedAt,
                updatedAt,
                resumes,
                databases,
                cutover,
                findings,
                failures,
                differences,
                all);
    }
}
