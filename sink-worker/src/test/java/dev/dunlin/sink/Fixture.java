package dev.dunlin.sink;

import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.postgres.archive.ArchiveScript;
import dev.dunlin.postgres.archive.PgTools;
import dev.dunlin.postgres.archive.SchemaDump;
import dev.dunlin.protocol.ArchiveRef;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.VerifyMode;
import dev.dunlin.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A source's archive and the tasks a coordinator would make of it. */
final class Fixture {

    static final MigrationName MIGRATION = new MigrationName("move");
    static final String INSTALLATION = "here";
    static final PgTools TOOLS = PgTools.find();

    private Fixture() {}

    static TargetSessions sessions() {
        return sessions(INSTALLATION);
    }

    /** Sessions of a process of an installation. */
    static TargetSessions sessions(String installation) {
        return new TargetSessions(new PostgresConnector(new Secrets(Map.of())), () -> installation);
    }

    static DatabaseAddress address(TestDatabase database) {
        return new DatabaseAddress(endpoint(database.port(), "postgres"), database.name());
    }

    static Endpoint endpoint(int port, String user) {
        return new Endpoint("127.0.0.1", port, user, new TreeMap<>(), SecretRef.NONE);
    }

    /** The path of an archive as a reference that {@link #archives} understands. */
    static ArchiveRef dump(TestDatabase source, Path directory, boolean largeObjects) {
        Path file = directory.resolve(UUID.randomUUID() + ".dump");
        try (var connection = source.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (var row = statement.executeQuery("SELECT pg_export_snapshot()")) {
                row.next();
                var request =
                        new SchemaDump.Request(
                                row.getString(1), List.of(), List.of(), largeObjects);
                new SchemaDump(TOOLS, address(source), Optional.empty())
                        .run(request, file, () -> false);
            }
            return new ArchiveRef("archives", 0, 0, file.toString(), 1, Files.size(file), "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Archives archives(Path directory) {
        return new Archives((archive, _) -> Path.of(archive.id()), TOOLS, directory);
    }

    static ArchiveScript script(ArchiveRef archive, Path directory) {
        return ArchiveScript.open(TOOLS, Path.of(archive.id()), directory);
    }

    static MigrationSettings settings(boolean overwrite) {
        return settings(overwrite, Roles.CHECK);
    }

    static MigrationSettings settings(boolean overwrite, Roles roles) {
        return new MigrationSettings(
                2,
                MigrationSettings.usual().chunkBytes(),
                VerifyMode.FULL,
                overwrite,
                true,
                true,
                roles,
                4,
                OnlineSettings.DEFAULT);
    }

    static ServerFacts.DatabaseFacts facts(String database) {
        return new ServerFacts.DatabaseFacts(
                database,
                "UTF8",
                "C.UTF-8",
                "C.UTF-8",
                "libc",
                "",
                0,
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                ServerFacts.Further.NONE);
    }

    static TargetTask.RestoreSchema restoreSchema(DatabaseAddress target, ArchiveRef archive) {
        return new TargetTask.RestoreSchema(
                MIGRATION, target, facts("shop"), archive, settings(false));
    }
}
