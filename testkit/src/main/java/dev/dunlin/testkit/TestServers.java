package dev.dunlin.testkit;

import dev.dunlin.embedded.PostgresBinaries;
import dev.dunlin.embedded.PostgresOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * PostgreSQL servers shared by all tests of a JVM: the two majors we bundle and whatever Debian's
 * packages have put on this machine. Each is started on first use.
 */
public final class TestServers {
    private static final Map<Integer, PostgresBinaries> BINARIES = binaries();
    private static final Map<Integer, TestServer> RUNNING = new ConcurrentHashMap<>();

    static {
        AtExit.run(() -> RUNNING.values().parallelStream().forEach(TestServer::close));
    }

    private TestServers() {}

    private static Map<Integer, PostgresBinaries> binaries() {
        var all = new TreeMap<Integer, PostgresBinaries>();
        PostgresBinaries.installed().forEach(found -> all.put(found.major(), found));
        for (var major : List.of(PostgresBinaries.OLD, PostgresBinaries.NEW)) {
            all.put(major, PostgresBinaries.bundled(major));
        }
        return all;
    }

    /** Majors available here, oldest first; at least the two we bundle. */
    public static List<Integer> majors() {
        return List.copyOf(BINARIES.keySet());
    }

    /** The oldest server we bundle: what one usually moves from. */
    public static TestServer source() {
        return shared(PostgresBinaries.OLD);
    }

    /** The newest server we bundle: what one usually moves to. */
    public static TestServer target() {
        return shared(PostgresBinaries.NEW);
    }

    /** The shared server of this major; a test must not stop it or change its settings. */
    public static TestServer shared(int major) {
        return RUNNING.computeIfAbsent(major, TestServers::own);
    }

    /** A server of the test's own, to stop, kill and restart; the test closes it. */
    public static TestServer own(int major) {
        return own(options(major));
    }

    /** As {@link #own(int)}, with settings or a password chosen by the test. */
    public static TestServer own(PostgresOptions options) {
        return new TestServer(options);
    }

    public static PostgresOptions options(int major) {
        var binaries = BINARIES.get(major);
        if (binaries == null) {
            throw new IllegalArgumentException("no PostgreSQL " + major + " here: " + majors());
        }
        return PostgresOptions.of(binaries);
    }
}
