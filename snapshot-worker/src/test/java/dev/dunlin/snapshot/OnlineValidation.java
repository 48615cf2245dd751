package dev.dunlin.snapshot;

import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.SourceTask.ValidateSource;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.VerifyMode;
import dev.dunlin.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the validation of one database for a migration says, by code. */
record OnlineValidation(List<Finding> findings) {

    static final MigrationName NAME = new MigrationName("online-checks");

    static OnlineValidation of(TestDatabase database, String user, MigrationMode mode) {
        var context = new RecordingContext();
        var endpoint =
                new Endpoint("127.0.0.1", database.port(), user, new TreeMap<>(), SecretRef.NONE);
        var spec =
                new MigrationSpec(
                        NAME,
                        mode,
                        MigrationOption.VALIDATE,
                        MigrationSpec.ON_PREMISES,
                        endpoint,
                        endpoint,
                        List.of(new DatabasePair(database.name(), "x")),
                        TablePatterns.ALL,
                        new MigrationSettings(
                                1,
                                1 << 20,
                                VerifyMode.FULL,
                                false,
                                true,
                                true,
                                Roles.CHECK,
                                4,
                                OnlineSettings.DEFAULT),
                        "p",
                        "p");
        new SourceValidator(
                        new PostgresConnector(new Secrets(Map.of())),
                        InstantSource.system(),
                        _ -> {},
                        () -> "here")
                .validate(new ValidateSource(spec), context);
        return new OnlineValidation(context.last(Report.SourceValidated.class).findings());
    }

    static OnlineValidation of(TestDatabase database) {
        return of(database, "postgres", MigrationMode.ONLINE);
    }

    Finding of(String code) {
        return findings.stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " not in " + findings));
    }

    /** The codes of this severity, sorted. */
    TreeSet<String> codes(Severity severity) {
        var codes = new TreeSet<String>();
        findings.stream()
                .filter(finding -> finding.severity() == severity)
                .forEach(finding -> codes.add(finding.code()));
        return codes;
    }
}
