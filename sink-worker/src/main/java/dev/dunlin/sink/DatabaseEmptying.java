package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops what users made in a database. Every statement is a transaction of its own, partitions come
 * before their parents and tables before their schemas, so that the locks of one transaction stay
 * few however many tables there are. Killed half way, it is simply begun again.
 */
final class DatabaseEmptying {

    private static final Logger log = LoggerFactory.getLogger(DatabaseEmptying.class);
    private static final SqlFile DROPS = SqlFile.of(DatabaseEmptying.class, "drop-statements");
    private static final SqlFile PUBLIC = SqlFile.of(DatabaseEmptying.class, "public-schema");
    private static final int PUBLIC_OWNED_BY_DATABASE_OWNER = 15;

    private final Connection connection;

    DatabaseEmptying(Connection connection) {
        this.connection = connection;
    }

    void empty() throws SQLException {
        connection.setAutoCommit(true);
        List<String> drops = statements();
        log.info("dropping {} objects of {}", drops.size(), connection.getCatalog());
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String drop : drops) {
                statement.execute(drop);
            }
            remakePublic(statement);
        }
    }

    private List<String> statements() throws SQLException {
        List<String> drops = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DROPS.text())) {
            while (row.next()) {
                drops.add(row.getString(1));
            }
        }
        return drops;
    }

    /** As a new database of this version has it. */
    private void remakePublic(Statement statement) throws SQLException {
        statement.execute(PUBLIC.text());
        if (connection.getMetaData().getDatabaseMajorVersion() < PUBLIC_OWNED_BY_DATABASE_OWNER) {
            statement.execute("GRANT ALL ON SCHEMA public TO PUBLIC");
        } else {
            statement.execute("ALTER SCHEMA public OWNER TO pg_database_owner");
        }
    }
}
