package dev.dunlin.postgres;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Pinned connections to test databases, and this package's SQL resources. */
final class Databases {

    private Databases() {}

    static DatabaseAddress address(TestDatabase database) {
        return new DatabaseAddress(
                new Endpoint(
                        "127.0.0.1", database.port(), "postgres", new TreeMap<>(), SecretRef.NONE),
                database.name());
    }

    static Connection open(TestDatabase database) {
        return new PostgresConnector(new Secrets(Map.of()))
                .open(address(database), SessionSettings.source("test"));
    }

    static String resource(String name) {
        try (InputStream resource = Databases.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
