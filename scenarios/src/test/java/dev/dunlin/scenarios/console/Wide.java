package dev.dunlin.scenarios.console;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a coordinator publishes of the migration {@code wide}, which has very many tables. */
final class Wide {

    static final String NAME = "wide";

    private static final String STATUS =
            """
            {"name": "wide", "state": "InProgress", "substate": "MigratingData", "version": 7,
             "startedAt": "2026-11-20T10:00:00Z", "updatedAt": "2026-11-20T10:00:42Z", "resumes": 0,
             "spec": {"name": "wide", "mode": "OFFLINE", "option": "ValidateAndMigrate",
               "sourceType": "OnPremises",
               "source": {"host": "old", "port": 5432, "user": "me", "parameters": {},
                 "password": {"kind": "NONE", "name": ""}},
               "target": {"host": "new", "port": 5432, "user": "me", "parameters": {},
                 "password": {"kind": "NONE", "name": ""}},
               "databases": [{"source": "shop", "target": "shop"}],
               "patterns": {"include": [], "exclude": []},
               "settings": {"parallelism": 4, "chunkBytes": 1048576, "verify": "FULL",
                 "overwrite": false, "owners": true, "grants": true,
                 "online": {"trigger": "wait",
                   "cutover": {"maxLagSeconds": 10, "fence": "manual", "timeoutSeconds": 600},
                   "slot": {"maxRetainedBytes": 0, "policy": "warn"}}},
               "sourcePool": "elsewhere", "targetPool": "elsewhere"},
             "databases": [{"database": "shop", "target": "shop", "phase": "copy", "tables": %d,
               "tablesLoaded": 1000, "tablesBuilt": 900, "tablesVerified": 0, "chunks": 50000,
               "chunksLoaded": 1000, "chunksKept": 0, "bytesPlanned": 90000000000,
               "plannedBytesLoaded": 30000000000, "rowsLoaded": 1000000, "bytesLoaded": 30000000000,
               "items": 9000, "itemsRestored": 3000, "sequences": 0,
               "steps": [{"step": "copy", "startedAt": "2026-11-20T10:00:02Z", "endedAt": ""}]}],
             "cutover": {"underWay": false, "startedAt": "", "fenced": [], "refusal": "",
               "terms": {"maxLagSeconds": 10, "fence": "manual", "timeoutSeconds": 600}},
             "findings": [], "failures": [], "differences": [], "conditions": []}
            """;

    private final int tables;

    Wide(int tables) {
        this.tables = tables;
    }

    byte[] status() {
        return bytes(STATUS.replace("%d", Integer.toString(tables)));
    }

    /** The first tables by the keys of their topic, some rounds of copying later. */
    SortedMap<String, byte[]> tables(int count, int round) {
        SortedMap<String, byte[]> messages = new TreeMap<>();
        for (int number = 0; number < count; number++) {
            int loaded = number % 5 == 0 ? 10 : round % 10;
            String phase = loaded == 10 ? "built" : loaded == 0 ? "planned" : "copying";
            long bytes = (tables - number) * 10_000L;
            messages.put(NAME + "/shop/" + number, table(number, phase, loaded, bytes));
        }
        return messages;
    }

    private static byte[] table(int number, String phase, int chunks, long bytes) {
        return bytes(
                """
                {"migration": "wide", "table": {"database": "shop", "number": %1$d},
                 "name": {"schema": "public", "name": "table_%1$05d"}, "phase": "%2$s",
                 "chunks": 10, "chunksLoaded": %3$d, "chunksKept": 0, "plannedBytes": %4$d,
                 "rows": %5$d, "bytes": %5$d, "copyMillis": 900, "indexMillis": 120,
                 "keyless": false, "differences": []}
                """
                        .formatted(number, phase, chunks, bytes, bytes / 10 * chunks));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
