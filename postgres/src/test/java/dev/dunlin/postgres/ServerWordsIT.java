package dev.dunlin.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.Side;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/** Real errors of a real server, each about a row that holds a canary. */
class ServerWordsIT {

    private static TestDatabase database;
    private static Connection connection;

    @BeforeAll
    static void tables() {
        database = TestServers.target().createDatabase();
        database.execute(
                "CREATE TYPE mood AS ENUM ('sad')",
                "CREATE DOMAIN short AS text CHECK (length(VALUE) < 4)",
                "CREATE FUNCTION closed() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
                        + " RAISE EXCEPTION 'account of % is closed', NEW.v"
                        + " USING ERRCODE = 'check_violation'; END$$",
                "CREATE FUNCTION own() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
                        + " RAISE EXCEPTION 'no %', NEW.v USING ERRCODE = 'ZZ001'; END$$",
                "CREATE FUNCTION dynamic() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
                        + " EXECUTE 'SELECT ' || NEW.v || ' FROM nowhere'; RETURN NEW; END$$",
                "CREATE FUNCTION asserted() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
                        + " ASSERT false, NEW.v; RETURN NEW; END$$",
                "CREATE TABLE uniq (v text UNIQUE)",
                "INSERT INTO uniq VALUES ('canary')",
                "CREATE TABLE int4 (v int)",
                "CREATE TABLE int2 (v int2)",
                "CREATE TABLE varchar (v varchar(3))",
                "CREATE TABLE ts (v timestamptz)",
                "CREATE TABLE uuid (v uuid)",
                "CREATE TABLE json (v jsonb)",
                "CREATE TABLE array_of_int (v int[])",
                "CREATE TABLE tsquery (v tsquery)",
                "CREATE TABLE regclass (v regclass)",
                "CREATE TABLE enum (v mood)",
                "CREATE TABLE domain (v short)",
                "CREATE TABLE checked (v text CONSTRAINT nice CHECK (v NOT LIKE 'can%'))",
                "CREATE TABLE filled (v text, w text NOT NULL)",
                "CREATE TABLE child (v text REFERENCES uniq (v))",
                "CREATE TABLE parted (v text) PARTITION BY LIST (v)",
                "CREATE TABLE excluded (v text, EXCLUDE USING btree (v WITH =))",
                "INSERT INTO excluded VALUES ('canary')",
                "CREATE TABLE raised (v text)",
                "CREATE TRIGGER t BEFORE INSERT ON raised FOR EACH ROW EXECUTE FUNCTION closed()",
                "CREATE TABLE invented (v text)",
                "CREATE TRIGGER t BEFORE INSERT ON invented FOR EACH ROW EXECUTE FUNCTION own()",
                "CREATE TABLE spoken (v text)",
                "CREATE TRIGGER t BEFORE INSERT ON spoken FOR EACH ROW EXECUTE FUNCTION dynamic()",
                "CREATE TABLE sworn (v text)",
                "CREATE TRIGGER t BEFORE INSERT ON sworn FOR EACH ROW EXECUTE FUNCTION asserted()");
        connection =
                new PostgresConnector(new Secrets(Map.of()))
                        .open(Databases.address(database), SessionSettings.target("test"));
    }

    @AfterAll
    static void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "uniq         | canary     | 23505 | uniq_v_key",
                "int4         | canary     | 22P02 | invalid input syntax for type integer",
                "int2         | 7777777    | 22003 | out of range for type smallint",
                "varchar      | canary     | 22001 | value too long for type character varying(3)",
                "ts           | canary     | 22007 | invalid input syntax for type timestamp",
                "ts           | 2026-13-13 canary | 22007 | timestamp",
                "uuid         | canary     | 22P02 | invalid input syntax for type uuid",
                "json         | {canary    | 22P02 | invalid input syntax for type json",
                "json         | \"canary: \" x\" | 22P02 | invalid input syntax for type json",
                "array_of_int | {canary    | 22P02 | malformed array literal",
                "tsquery      | 'canary' & & | 42601 | syntax error in tsquery",
                "regclass     | canary     | 42P01 | relation",
                "enum         | canary     | 22P02 | invalid input value for enum",
                "domain       | canary     | 23514 | violates check constraint \"short_check\"",
                "checked      | canary     | 23514 | violates check constraint \"nice\"",
                "filled       | canary     | 23502 | column \"w\" of relation \"filled\"",
                "child        | canary2    | 23503 | foreign key constraint \"child_v_fkey\"",
                "parted       | canary     | 23514 | no partition of relation \"parted\"",
                "excluded     | canary     | 23P01 | exclusion constraint \"excluded_v_excl\"",
                "raised       | canary     | 23514 | a function refused it",
                "invented     | canary     | ZZ001 | a function refused it",
                "spoken       | canary.x   | 42P01 | relation",
                "sworn        | canary     | P0004 | a function refused it"
            })
    void the_row_is_not_told_however_it_came(String table, String value, String state, String kept)
            throws SQLException {
        if (!table.equals("regclass")) { // the name of an object, outside a COPY not told apart
            told(() -> insert(table, value), value, state, kept);
        }
        Failure copied = told(() -> copy(table, value), value, state, kept);
        if (state.startsWith("22") && !table.equals("json")) {
            assertThat(copied.message()).contains("COPY " + table + ", line 1, column v");
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static Failure told(Work work, String value, String state, String kept)
            throws SQLException {
        SQLException error = catchThrowableOfType(SQLException.class, work::run);
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        }
        Objects.requireNonNull(error, "no error");
        Failure failure = SqlFailures.of(error, Side.TARGET, "loading table").failure();
        assertThat(error.getSQLState()).as(failure.toString()).isEqualTo(state);
        assertThat(failure.toString()).contains(state, kept);
        assertThat(failure.toString()).doesNotContain("canary").doesNotContain(value);
        return failure;
    }

    /** The way changes are applied: as text, cast by the server. */
    private static void insert(String table, String value) throws SQLException {
        try (Statement begin = connection.createStatement()) {
            begin.execute("BEGIN");
        }
        String cast = "INSERT INTO public." + table + " (v) VALUES (?::text::" + type(table) + ")";
        try (PreparedStatement insert = connection.prepareStatement(cast)) {
            insert.setString(1, value);
            insert.executeUpdate();
        }
    }

    private static String type(String table) throws SQLException {
        String query =
                "SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attname = 'v'"
                        + " AND attrelid = 'public."
                        + table
                        + "'::regclass";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void copy(String table, String value) throws SQLException {
        try (Statement begin = connection.createStatement()) {
            begin.execute("BEGIN");
        }
        var copier = connection.unwrap(PGConnection.class).getCopyAPI();
        try {
            copier.copyIn(
                    "COPY public." + table + " (v) FROM STDIN", new StringReader(value + "\n"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
