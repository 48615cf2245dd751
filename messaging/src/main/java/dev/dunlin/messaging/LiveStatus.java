package dev.dunlin.messaging;

import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableStatus;
import dev.dunlin.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The last status of each key, what parts tell also under their whole: written by one thread, read
 * by any.
 */
final class LiveStatus {

    private final Map<String, MigrationStatus> migrations = new ConcurrentHashMap<>();
    private final Map<String, TableStatus> tables = new ConcurrentHashMap<>();
    private final Map<MigrationName, Map<String, Readiness>> readiness = new ConcurrentHashMap<>();
    private final Map<MigrationName, Map<String, Position>> positions = new ConcurrentHashMap<>();

    void put(ConsumerRecord<byte[], byte[]> record, MigrationStatus status) {
        migrations.put(key(record), status);
    }

    void put(ConsumerRecord<byte[], byte[]> record, TableStatus status) {
        tables.put(key(record), status);
    }

    void put(Position now) {
        String place = now.database() + "/" + now.getClass().getSimpleName();
        for (MigrationName name : List.of(now.migration(), now.migration().whole())) {
            positions.computeIfAbsent(name, _ -> new ConcurrentHashMap<>()).put(place, now);
        }
    }

    void put(Readiness now) {
        readiness
                .computeIfAbsent(now.migration(), _ -> new ConcurrentHashMap<>())
                .put(now.database(), now);
        readiness
                .computeIfAbsent(now.migration().whole(), _ -> new ConcurrentHashMap<>())
                .put(now.database(), now);
    }

    /** A tombstone: what the key stood for is gone. */
    void forget(ConsumerRecord<byte[], byte[]> record) {
        if (!record.topic().equals(Topics.MIGRATIONS)) {
            tables.remove(key(record));
            return;
        }
        MigrationStatus gone = migrations.remove(key(record));
        if (gone != null) {
            // Another migration of the name begins with what is told of it.
            readiness.remove(gone.name());
            positions.remove(gone.name());
        }
    }

    StatusView view() {
        Map<MigrationName, MigrationStatus> byName = new HashMap<>();
        migrations.values().forEach(status -> byName.put(status.name(), status));
        Map<MigrationName, Map<TableId, TableStatus>> byTable = new HashMap<>();
        tables.values()
                .forEach(
                        status ->
                                Stream.of(status.migration(), status.migration().whole())
                                        .forEach(
                                                name ->
                                                        byTable.computeIfAbsent(
                                                                        name, _ -> new HashMap<>())
                                                                .put(status.table(), status)));
        Map<MigrationName, Map<String, Readiness>> following = new HashMap<>();
        readiness.forEach((name, databases) -> following.put(name, Map.copyOf(databases)));
        Map<MigrationName, List<Position>> heard = new HashMap<>();
        positions.forEach((name, last) -> heard.put(name, List.copyOf(last.values())));
        return new StatusView(byName, byTable, following, heard);
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }
}
