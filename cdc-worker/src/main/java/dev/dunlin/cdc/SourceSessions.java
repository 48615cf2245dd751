package dev.dunlin.cdc;

import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.SessionSettings;
import dev.dunlin.protocol.CaptureMark;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationName;
import java.sql.Connection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Sessions on a source. All of them carry Dunlin's name, whatever name the user chose: a fence
 * tells by it whom not to end.
 */
final class SourceSessions {

    /** What the names of all of Dunlin's sessions begin with. */
    static final String NAME_PREFIX = "dunlin";

    private final PostgresConnector connector;
    private final Supplier<String> installation;

    /**
     * Sessions of a process.
     *
     * @param installation the one it belongs to
     */
    SourceSessions(PostgresConnector connector, Supplier<String> installation) {
        this.connector = connector;
        this.installation = installation;
    }

    /** What marks as ours what is made on a source. */
    CaptureMark mark(MigrationName migration) {
        return new CaptureMark(installation.get(), migration);
    }

    static String name(MigrationName migration) {
        return NAME_PREFIX + "/" + migration;
    }

    /** A session that can write: also in a database that a fence has made read-only. */
    Connection writing(DatabaseAddress source, MigrationName migration) {
        SessionSettings settings =
                SessionSettings.source(name(migration))
                        .with("default_transaction_read_only", "off");
        return connector.open(unnamed(source), settings);
    }

    /** A session that speaks the replication protocol. */
    Connection replication(DatabaseAddress source, MigrationName migration) {
        return connector.openReplication(unnamed(source), name(migration));
    }

    private static DatabaseAddress unnamed(DatabaseAddress source) {
        Endpoint endpoint = source.endpoint();
        SortedMap<String, String> parameters = new TreeMap<>(endpoint.parameters());
        parameters.remove("application_name");
        parameters.remove("fallback_application_name");
        return new DatabaseAddress(
                new Endpoint(
                        endpoint.host(),
                        endpoint.port(),
                        endpoint.user(),
                        parameters,
                        endpoint.password()),
                source.database());
    }
}
