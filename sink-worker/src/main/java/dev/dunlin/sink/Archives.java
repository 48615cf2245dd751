package dev.dunlin.sink;

import dev.dunlin.messaging.ArchiveStore;
import dev.dunlin.postgres.archive.ArchiveScript;
import dev.dunlin.postgres.archive.PgTools;
import dev.dunlin.protocol.ArchiveRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Schema archives that tasks read: fetched and taken apart once, shared by all tasks of a worker,
 * and forgotten when nobody has used them lately.
 */
final class Archives implements AutoCloseable {

    private static final int KEPT_OPEN = 8;

    /** Brings the archive's file into a directory. */
    @FunctionalInterface
    interface Fetching {
        Path fetch(ArchiveRef archive, Path directory);
    }

    private final Fetching store;
    private final PgTools tools;
    private final Path directory;
    private final Map<String, Shared> open = new LinkedHashMap<>();

    Archives(Fetching store, PgTools tools, Path directory) {
        this.store = store;
        this.tools = tools;
        this.directory = directory;
    }

    static Archives of(ArchiveStore store, PgTools tools, Path directory) {
        return new Archives(store::fetch, tools, directory);
    }

    PgTools tools() {
        return tools;
    }

    private static final class Shared {
        private final ArchiveScript script;
        private int users;

        Shared(ArchiveScript script) {
            this.script = script;
        }
    }

    /** The archive as a file. */
    Path file(ArchiveRef archive) {
        try {
            return store.fetch(archive, Files.createDirectories(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Works with an archive's entries. */
    <T> T with(ArchiveRef archive, Function<ArchiveScript, T> work) {
        Shared shared = take(archive);
        try {
            return work.apply(shared.script);
        } finally {
            giveBack(shared);
        }
    }

    private synchronized Shared take(ArchiveRef archive) {
        String key = archive.id() + "/" + archive.sha256();
        Shared shared = open.remove(key);
        if (shared == null) {
            shared = new Shared(ArchiveScript.open(tools, file(archive), directory));
        }
        open.put(key, shared);
        shared.users++;
        return shared;
    }

    private synchronized void giveBack(Shared shared) {
        shared.users--;
        Iterator<Shared> oldestFirst = open.values().iterator();
        int surplus = open.size() - KEPT_OPEN;
        while (surplus > 0 && oldestFirst.hasNext()) {
            Shared oldest = oldestFirst.next();
            if (oldest.users == 0) {
                oldest.script.close();
                oldestFirst.remove();
                surplus--;
            }
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(shared -> shared.script.close());
        open.clear();
    }
}
