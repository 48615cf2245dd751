package dev.dunlin.app.run;

import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.OnlineSettings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What an unfinished migration was asked to do, kept beside its data so that the next run can tell
 * whether it is asked for the same.
 */
final class PastRequest {

    /** Whoever changes one of these means another migration. */
    private static final Set<String> DECISIVE =
            Set.of("mode", "source", "target", "databases", "include", "exclude", "option");

    private final Properties words;

    private PastRequest(Properties words) {
        this.words = words;
    }

    static PastRequest of(MigrationSpec spec) {
        Properties words = new Properties();
        MigrationSettings settings = spec.settings();
        words.setProperty("source", server(spec.source()));
        words.setProperty("target", server(spec.target()));
        words.setProperty("databases", spec.databases().toString());
        words.setProperty("include", spec.patterns().include().toString());
        words.setProperty("exclude", spec.patterns().exclude().toString());
        words.setProperty("option", spec.option().name());
        words.setProperty("verify", settings.verify().name());
        words.setProperty("overwrite", Boolean.toString(settings.overwrite()));
        words.setProperty("owners", Boolean.toString(settings.owners()));
        words.setProperty("grants", Boolean.toString(settings.grants()));
        words.setProperty("roles", settings.roles().name());
        words.setProperty("mode", spec.mode().name());
        if (spec.mode() == MigrationMode.ONLINE) {
            following(settings.online(), words);
        }
        return new PastRequest(words);
    }

    private static void following(OnlineSettings online, Properties words) {
        words.setProperty("cutover", online.trigger().name());
        words.setProperty("max-lag", online.cutover().maxLagSeconds() + "s");
        words.setProperty("fence", online.cutover().fence().name());
        words.setProperty("timeout", online.cutover().timeoutSeconds() + "s");
        words.setProperty("slot-limit", Long.toString(online.slot().maxRetainedBytes()));
        words.setProperty("slot-policy", online.slot().policy().name());
    }

    private static String server(Endpoint endpoint) {
        return endpoint.host() + ":" + endpoint.port();
    }

    /** The request of the unfinished migration, empty when none is unfinished. */
    static Optional<PastRequest> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties words = new Properties();
        // Requests of before there was a choice do not say it.
        words.setProperty("mode", MigrationMode.OFFLINE.name());
        try (Reader in = Files.newBufferedReader(file)) {
            words.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new PastRequest(words));
    }

    /** Whole or not at all: half of it would be another migration's request. */
    void write(Path file) {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (Writer out = Files.newBufferedWriter(beside)) {
                words.store(out, "What the unfinished migration was asked to do");
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What another request asks for differently that makes it another migration. */
    List<String> decisiveChanges(PastRequest other) {
        return changes(other, true);
    }

    /** What another request asks for differently that the unfinished migration cannot change. */
    List<String> lesserChanges(PastRequest other) {
        return changes(other, false);
    }

    private List<String> changes(PastRequest other, boolean decisive) {
        List<String> changes = new ArrayList<>();
        for (String word : words.stringPropertyNames()) {
            String before = words.getProperty(word, "");
            String now = other.words.getProperty(word, before);
            if (DECISIVE.contains(word) == decisive && !before.equals(now)) {
                changes.add(word + " was " + before + ", now " + now);
            }
        }
        changes.sort(String::compareTo);
        return changes;
    }
}
