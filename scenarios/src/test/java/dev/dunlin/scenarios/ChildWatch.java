package dev.dunlin.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Looks again and again at what anybody can see of processes, and at what children are given. */
final class ChildWatch implements AutoCloseable {

    /** The parent itself, on its way to become another program; and what has ended. */
    private static final Set<String> SELF = Set.of("", "java", "jspawnhelper");

    private static final long PAUSE_NANOS = 2_000_000;

    private final ProcessHandle parent;
    private final List<Canary> canaries;
    private final Set<String> found = new ConcurrentSkipListSet<>();
    private final Set<String> programs = new ConcurrentSkipListSet<>();
    private final Thread thread;
    private volatile boolean closed;

    ChildWatch(ProcessHandle parent, List<Canary> canaries) {
        this.parent = parent;
        this.canaries = canaries;
        this.thread = Thread.ofPlatform().daemon().start(this::watch);
    }

    private void watch() {
        while (!closed) {
            try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
                all.forEach(process -> found.addAll(canariesIn(process.pid(), "cmdline")));
            }
            try (Stream<ProcessHandle> children = parent.descendants()) {
                children.forEach(
                        child -> {
                            String before = program(child.pid());
                            List<String> seen = canariesIn(child.pid(), "environ");
                            if (before.equals(program(child.pid())) && !SELF.contains(before)) {
                                programs.add(before);
                                seen.forEach(one -> found.add(one + ", " + before));
                            }
                        });
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private List<String> canariesIn(long pid, String file) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid + "/" + file));
            return canaries.stream()
                    .filter(canary -> canary.in(bytes))
                    .map(canary -> canary.word() + " in " + file + " of " + pid)
                    .toList();
        } catch (IOException _) {
            return List.of(); // It has ended meanwhile.
        }
    }

    private static String program(long pid) {
        try {
            Path path = Files.readSymbolicLink(Path.of("/proc/" + pid + "/exe"));
            return path.getFileName().toString();
        } catch (IOException _) {
            return "";
        }
    }

    /** Where canaries were. */
    Set<String> found() {
        return Set.copyOf(found);
    }

    /** Programs that were seen to run as children. */
    Set<String> programs() {
        return Set.copyOf(programs);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
