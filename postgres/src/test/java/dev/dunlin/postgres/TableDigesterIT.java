package dev.dunlin.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.ChunkRange;
import dev.dunlin.protocol.CopyFormat;
import dev.dunlin.protocol.Digest;
import dev.dunlin.protocol.DigestRequest;
import dev.dunlin.protocol.KeyDigest;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TableShape;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServer;
import dev.dunlin.testkit.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableDigesterIT {

    private static final ChunkRange WHOLE = new ChunkRange.Whole();

    private TestDatabase source;
    private TestDatabase target;

    @BeforeEach
    void fill() {
        source = filled(TestServers.source());
        target = filled(TestServers.target());
    }

    @AfterEach
    void leave() {
        source.close();
        target.close();
    }

    private static TestDatabase filled(TestServer server) {
        TestDatabase database = server.createDatabase("digest");
        database.execute(Databases.resource("values.sql"));
        return database;
    }

    private TableShape shape(String table, CopyFormat format) {
        String oid = "'public." + table + "'::regclass";
        List<String> columns =
                source.column(
                        "SELECT attname FROM pg_attribute WHERE attnum > 0 AND attrelid = "
                                + oid
                                + " ORDER BY attnum");
        List<String> keys =
                source.column(
                        "SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND"
                                + " attnum = ANY (indkey) WHERE indisprimary AND indrelid = "
                                + oid
                                + " ORDER BY attnum");
        return new TableShape(
                new TableId("db", 0), new TableName("public", table), columns, keys, format);
    }

    private static TableDigester.Result digest(
            TestDatabase database, TableShape shape, int buckets, int listBucket)
            throws SQLException {
        try (var connection = Databases.open(database)) {
            return new TableDigester(connection, () -> false, _ -> {})
                    .digest(new DigestRequest(shape, 0, WHOLE, 0, buckets, listBucket, ""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plain,BINARY",
        "plain,TEXT",
        "odd,TEXT",
        "keyless,BINARY",
        "nothing,TEXT",
        "nothing,BINARY",
        "empty,BINARY",
        "many,BINARY"
    })
    void equalTablesDigestEquallyAcrossVersions(String table, CopyFormat format)
            throws SQLException {
        TableShape shape = shape(table, format);
        for (int buckets : List.of(1, 16)) {
            var atSource = digest(source, shape, buckets, buckets - 1);
            assertThat(digest(target, shape, buckets, buckets - 1)).isEqualTo(atSource);
            long rows = atSource.buckets().stream().mapToLong(Digest::rows).sum();
            assertThat(rows)
                    .isEqualTo(Long.parseLong(source.value("SELECT count(*) FROM " + table)));
        }
    }

    @Test
    void physicalOrderOfColumnsDoesNotMatter() throws SQLException {
        target.execute(
                "DROP TABLE keyless",
                "CREATE TABLE keyless (b text, gone int, a int)",
                "ALTER TABLE keyless DROP gone",
                "INSERT INTO keyless (a, b) VALUES (2, NULL), (1, 'x'), (1, 'x')");
        TableShape shape = shape("keyless", CopyFormat.BINARY);

        assertThat(digest(target, shape, 1, -1)).isEqualTo(digest(source, shape, 1, -1));
    }

    /** Each change is one the digest must see exactly where a comparison of texts sees it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE plain SET t = t || ' ' WHERE id = 1",
                "UPDATE plain SET t = NULL WHERE id = 2",
                "UPDATE plain SET f8 = 0 WHERE id = 2",
                "UPDATE plain SET n = 1.1 WHERE id = 1",
                "UPDATE plain SET tsz = '294276-12-31 23:59:59.999998Z' WHERE id = 2",
                "UPDATE plain SET j = '{\"a\": 2, \"b\": 1}' WHERE id = 1",
                "UPDATE plain SET by = '\\x00fe' WHERE id = 1",
                "UPDATE plain SET vb = B'0' WHERE id = 2",
                "UPDATE plain SET m = 'sad' WHERE id = 1",
                "UPDATE plain SET i2 = i4, i4 = i2 WHERE id = 1",
                "DELETE FROM plain WHERE id = 1",
                "INSERT INTO plain (id) VALUES (3)",
                "UPDATE plain SET id = 4 WHERE id = 1",
            })
    void everyChangeShows(String change) throws SQLException {
        for (CopyFormat format : CopyFormat.values()) {
            TableShape shape = shape("plain", format);
            var before = digest(source, shape, 1, -1).buckets().getFirst();
            source.execute(change);
            var after = digest(source, shape, 1, -1).buckets().getFirst();
            assertThat(after.sumA()).isNotEqualTo(before.sumA());
            assertThat(after.sumB()).isNotEqualTo(before.sumB());
            source.execute(
                    "TRUNCATE plain",
                    "DROP TABLE plain, odd, keyless, nothing, empty, many",
                    "DROP DOMAIN price",
                    "DROP TYPE mood");
            source.execute(Databases.resource("values.sql"));
        }
    }

    @Test
    void duplicateOfAKeylessRowShows() throws SQLException {
        target.execute("INSERT INTO keyless VALUES (1, 'x'), (1, 'x')");
        TableShape shape = shape("keyless", CopyFormat.TEXT);

        assertThat(digest(target, shape, 1, -1)).isNotEqualTo(digest(source, shape, 1, -1));
        assertThat(digest(source, shape, 1, 0).keys())
                .extracting(KeyDigest::key, key -> key.digest().rows())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("", 2L),
                        org.assertj.core.groups.Tuple.tuple("", 1L));
    }

    @ParameterizedTest
    @EnumSource
    void bucketsAndListingLeadToTheDifferingKey(CopyFormat format) throws SQLException {
        target.execute("UPDATE many SET v = 'other' WHERE id = 4711");
        TableShape shape = shape("many", format);
        var atSource = digest(source, shape, 256, -1).buckets();
        var atTarget = digest(target, shape, 256, -1).buckets();
        List<Integer> differing =
                java.util.stream.IntStream.range(0, 256)
                        .filter(i -> !atSource.get(i).equals(atTarget.get(i)))
                        .boxed()
                        .toList();

        assertThat(differing).hasSize(1);
        var keys = digest(source, shape, 256, differing.getFirst()).keys();
        assertThat(keys)
                .hasSizeBetween(100, 400)
                .isSortedAccordingTo(java.util.Comparator.comparing(KeyDigest::key));
        assertThat(keys)
                .filteredOn(
                        key -> {
                            try {
                                return !digest(target, shape, 256, differing.getFirst())
                                        .keys()
                                        .contains(key);
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .extracting(KeyDigest::key)
                .containsExactly("(4711)");
    }

    @Test
    void longListingIsCutAfterTheFirstKeys() throws SQLException {
        var keys = digest(source, shape("many", CopyFormat.BINARY), 1, 0).keys();

        assertThat(keys).hasSize(DigestRequest.LISTED_KEYS);
        assertThat(keys.getFirst().key()).isEqualTo("(1)");
        assertThat(keys.get(1).key()).isEqualTo("(10)");
    }

    @Test
    void keysOfAnyTextAreListedAsTheyAre() throws SQLException {
        var keys = digest(source, shape("odd", CopyFormat.TEXT), 1, 0).keys();

        assertThat(keys)
                .extracting(KeyDigest::key)
                .containsExactly("(\"\t\",1)", "(\"(x,\"\"y\"\")\",3)", "(\"a\\\\b\",2)");
    }

    @Test
    void cancelledDigestEnds() throws SQLException {
        try (var connection = Databases.open(source)) {
            var request = new DigestRequest(shape("many", CopyFormat.TEXT), 0, WHOLE, 0, 1, -1, "");
            var digester = new TableDigester(connection, () -> true, _ -> {});

            assertThatThrownBy(() -> digester.digest(request))
                    .isInstanceOf(CancellationException.class);
        }
    }
}
