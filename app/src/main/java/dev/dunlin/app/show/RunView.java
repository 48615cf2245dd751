package dev.dunlin.app.show;

import dev.dunlin.messaging.StatusListener;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Collects what is published about one migration and gives a picture of any moment. */
public final class RunView implements StatusListener {

    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final int MAX_ACTIVITIES = 4;

    private final InstantSource clock;
    private final Instant began;
    private final String place;
    private final RateMeter meter = new RateMeter();
    private final Map<TableId, TableStatus> tables =
            new TreeMap<>(
                    Comparator.comparing(TableId::database).thenComparingInt(TableId::number));
    private final Map<ChunkId, UnderWay> chunks = new HashMap<>();
    private final Map<String, Readiness> readiness = new TreeMap<>();
    private final Map<String, Activity> tasks = new HashMap<>();
    private final Semaphore news = new Semaphore(0);
    private @Nullable MigrationStatus status;

    private record UnderWay(Instant at, long rows, long bytes) {}

    private record Activity(Instant at, String text) {}

    public RunView(InstantSource clock, Instant began) {
        this(clock, began, "");
    }

    /**
     * A view that tells what to type next.
     *
     * @param place options that let another command find this migration, with a space before
     */
    public RunView(InstantSource clock, Instant began, String place) {
        this.clock = clock;
        this.began = began;
        this.place = place;
    }

    @Override
    public synchronized void migration(MigrationStatus newStatus) {
        status = newStatus;
        news.release();
    }

    @Override
    public synchronized void table(TableStatus table) {
        TableStatus before = tables.put(table.table(), table);
        int loaded = table.chunksLoaded() - (before == null ? 0 : before.chunksLoaded());
        forgetCommitted(table.table(), loaded);
    }

    @Override
    public synchronized void readiness(Readiness now) {
        readiness.put(now.database(), now);
    }

    /** The chunks that were furthest are the ones that are counted as loaded now. */
    private void forgetCommitted(TableId table, int loaded) {
        chunks.entrySet().stream()
                .filter(entry -> entry.getKey().table().equals(table))
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().bytes()))
                .limit(Math.max(0, loaded))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(chunks::remove);
    }

    @Override
    public synchronized void progress(Progress progress) {
        Instant now = clock.instant();
        switch (progress) {
            case Progress.ChunkProgress chunk ->
                    chunks.put(chunk.chunk(), new UnderWay(now, chunk.rows(), chunk.bytes()));
            case Progress.TaskProgress task -> {
                boolean ended = task.total() > 0 && task.done() >= task.total();
                if (ended) {
                    tasks.remove(task.taskId());
                } else {
                    tasks.put(task.taskId(), new Activity(now, text(task)));
                }
            }
        }
    }

    private static String text(Progress.TaskProgress task) {
        if (task.total() <= 0) {
            return task.label();
        }
        return task.label() + " " + Math.min(99, 100 * task.done() / task.total()) + "%";
    }

    /** The latest state, empty while nothing was heard. */
    public synchronized Optional<MigrationStatus> status() {
        return Optional.ofNullable(status);
    }

    /** Waits for news, and not longer than given. */
    public void awaitNews(long millis) throws InterruptedException {
        if (news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /** What was last heard of every table, in order. */
    public synchronized List<TableStatus> tables() {
        return List.copyOf(tables.values());
    }

    /** A picture of now, empty while nothing was heard. */
    synchronized Optional<Picture> picture() {
        MigrationStatus latest = status;
        if (latest == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant oldest = now.minus(FRESH);
        chunks.values().removeIf(chunk -> chunk.at().isBefore(oldest));
        tasks.values().removeIf(task -> task.at().isBefore(oldest));
        Picture bare = picture(latest, now, RateMeter.Rates.UNKNOWN);
        Totals totals = bare.totals();
        RateMeter.Rates rates =
                meter.add(
                        new RateMeter.Sample(
                                now,
                                totals.rows() + bare.rowsUnderWay(),
                                totals.bytes() + bare.bytesUnderWay(),
                                bare.plannedBytesDone()));
        return Optional.of(picture(latest, now, rates));
    }

    private Picture picture(MigrationStatus latest, Instant now, RateMeter.Rates rates) {
        return new Picture(
                latest,
                Duration.between(began, now),
                chunks.values().stream().mapToLong(UnderWay::rows).sum(),
                chunks.values().stream().mapToLong(UnderWay::bytes).sum(),
                rates,
                activities(),
                List.copyOf(readiness.values()),
                place);
    }

    private List<String> activities() {
        List<String> texts = new ArrayList<>();
        chunks.keySet().stream()
                .map(ChunkId::table)
                .distinct()
                .map(tables::get)
                .filter(table -> table != null)
                .map(table -> "copying " + chunksOf(table))
                .sorted()
                .forEach(texts::add);
        tasks.values().stream().map(Activity::text).sorted().forEach(texts::add);
        return texts.stream().distinct().limit(MAX_ACTIVITIES).toList();
    }

    private static String chunksOf(TableStatus table) {
        return table.chunks() > 1
                ? table.name() + " (" + table.chunksLoaded() + "/" + table.chunks() + " chunks)"
                : table.name().toString();
    }
}
