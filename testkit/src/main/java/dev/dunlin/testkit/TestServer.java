package dev.dunlin.testkit;

import dev.dunlin.embedded.PostgresOptions;
import dev.dunlin.embedded.PostgresServer;
import java.util.UUID;

/** A running PostgreSQL server that gives each test a database of its own. */
public final class TestServer implements AutoCloseable {
    private final PostgresServer server;

    TestServer(PostgresOptions options) {
        server = PostgresServer.start(options);
    }

    public int major() {
        return server.major();
    }

    /** For a server of one's own: stop, kill, restart. */
    public PostgresServer server() {
        return server;
    }

    public TestDatabase createDatabase() {
        return createDatabase("test");
    }

    /** The name is the prefix and something no other test uses. */
    public TestDatabase createDatabase(String prefix) {
        return createNamed(prefix + "_" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** For names that are the point of the test: quotes, spaces, other alphabets. */
    public TestDatabase createNamed(String name) {
        administration().execute("CREATE DATABASE " + TestDatabase.quoted(name));
        return new TestDatabase(server, name);
    }

    /** A database that something else has made; close drops it all the same. */
    public TestDatabase existing(String name) {
        return new TestDatabase(server, name);
    }

    /** The database {@code postgres}, for roles and whatever else belongs to the whole server. */
    public TestDatabase administration() {
        return new TestDatabase(server, "postgres");
    }

    @Override
    public void close() {
        server.close();
    }
}
