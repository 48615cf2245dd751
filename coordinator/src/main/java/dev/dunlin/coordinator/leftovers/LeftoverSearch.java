package dev.dunlin.coordinator.leftovers;

import dev.dunlin.messaging.MigrationTopics;
import dev.dunlin.messaging.Questions;
import dev.dunlin.messaging.StatusView;
import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Leftover;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Looks for leftovers on every server that is known, and drops them. The looking and dropping in
 * databases is done by workers: this connects to none.
 */
public final class LeftoverSearch {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOT_THERE =
            "no leftover of this name is there; what a migration needs is none";

    private final Supplier<StatusView> view;
    private final Questions questions;
    private final MigrationTopics topics;
    private final Supplier<List<Place>> further;

    /**
     * A search.
     *
     * @param view what is known of migrations now
     * @param further servers to look at beside those of migrations
     */
    public LeftoverSearch(
            Supplier<StatusView> view,
            Questions questions,
            MigrationTopics topics,
            Supplier<List<Place>> further) {
        this.view = view;
        this.questions = questions;
        this.topics = topics;
        this.further = further;
    }

    /** A server that could not be looked at, or not wholly. */
    public record Unseen(String server, String side, String pool, Failure failure) {}

    /** All that was found, and where nobody could look. */
    public record Findings(List<FoundLeftover> items, List<Unseen> unseen) {
        public Findings {
            items = List.copyOf(items);
            unseen = List.copyOf(unseen);
        }
    }

    /**
     * What became of one that was to be dropped.
     *
     * @param migration whose it was; empty when nobody knows
     * @param dropped whether it is gone
     * @param detail why it stays; empty when it is gone
     */
    public record Dropped(String id, String migration, boolean dropped, String detail) {}

    private record Seen(Place place, List<Leftover> leftovers, List<Unseen> unseen) {}

    private record Judged(FoundLeftover shown, Leftover found, Optional<Place> place) {

        Dropped ended(boolean gone, String detail) {
            return new Dropped(shown.id(), shown.migration(), gone, detail);
        }

        boolean isCalled(String word) {
            return word.equals(shown.id()) || word.equals(shown.name());
        }
    }

    /** Everything that no migration of this installation needs. */
    public Findings find() {
        List<Seen> seen = look();
        return new Findings(
                judged(seen).stream().map(Judged::shown).toList(),
                seen.stream().flatMap(one -> one.unseen.stream()).toList());
    }

    /**
     * Looks again and drops what is asked for.
     *
     * @param ids which, by id or name; empty for all
     * @param force also what {@link FoundLeftover#guard} keeps; never what a migration needs
     */
    public List<Dropped> drop(Collection<String> ids, boolean force) {
        List<Dropped> done = new ArrayList<>();
        List<Judged> found = judged(look());
        for (Judged one : found) {
            if (ids.isEmpty() || ids.stream().anyMatch(one::isCalled)) {
                done.add(drop(one, force));
            }
        }
        ids.stream()
                .filter(id -> found.stream().noneMatch(one -> one.isCalled(id)))
                .forEach(id -> done.add(new Dropped(id, "", false, NOT_THERE)));
        return done;
    }

    private Dropped drop(Judged one, boolean force) {
        if (!force && !one.shown.guard().isEmpty()) {
            return one.ended(false, one.shown.guard() + "; --force drops it all the same");
        }
        try {
            if (one.place.isEmpty()) {
                topics.drop(one.found);
                return one.ended(true, "");
            }
            Place place = one.place.get();
            List<Failure> failures =
                    questions.ask(
                            new Questions.Question<>(
                                    place.pool(),
                                    name -> dropping(place, name, one.found, force),
                                    place.address().toString(),
                                    report ->
                                            report instanceof Report.LeftoverDropped dropped
                                                    ? Optional.of(dropped.failures())
                                                    : Optional.empty(),
                                    PATIENCE));
            return one.ended(
                    failures.isEmpty(),
                    failures.stream().map(Failure::message).findFirst().orElse(""));
        } catch (FailureException e) {
            return one.ended(false, e.failure().message());
        }
    }

    private static Task dropping(Place place, MigrationName name, Leftover found, boolean force) {
        return place.side() == Side.SOURCE
                ? new CaptureTask.DropLeftover(name, place.address(), found, force)
                : new TargetTask.DropLeftover(name, place.address(), found, force);
    }

    /** What cleans later comes later; a thing that two places show is shown once. */
    private List<Judged> judged(List<Seen> seen) {
        // First what is there, then who may need it: what began in between is known then.
        List<Leftover> inKafka = topics.find();
        Judgement judgement = new Judgement(topics.installation(), migrations());
        List<Judged> all = new ArrayList<>();
        for (Seen one : seen) {
            for (Leftover found : one.leftovers) {
                judgement
                        .judge(found)
                        .map(shown -> new Judged(shown, found, Optional.of(one.place)))
                        .filter(next -> all.stream().noneMatch(before -> same(before, next)))
                        .ifPresent(all::add);
            }
        }
        inKafka.stream()
                .flatMap(
                        found ->
                                judgement.judge(found).stream()
                                        .map(shown -> new Judged(shown, found, Optional.empty())))
                .forEach(all::add);
        all.sort(
                Comparator.comparing((Judged one) -> one.found.kind())
                        .thenComparing(one -> one.shown.id()));
        return all;
    }

    private static boolean same(Judged one, Judged other) {
        return one.shown.id().equals(other.shown.id());
    }

    private Collection<MigrationStatus> migrations() {
        return view.get().migrations().values();
    }

    private List<Seen> look() {
        List<Place> places = new ArrayList<>(Place.ofMigrations(migrations()));
        for (Place place : further.get()) {
            if (places.stream().noneMatch(known -> known.covers(place))) {
                places.add(place);
            }
        }
        try (var at = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Seen>> answers = new ArrayList<>();
            places.forEach(place -> answers.add(at.submit((Callable<Seen>) () -> look(place))));
            return answers.stream().map(LeftoverSearch::await).toList();
        }
    }

    private static Seen await(Future<Seen> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for leftovers", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Seen look(Place place) {
        try {
            Report.LeftoversFound answer =
                    questions.ask(
                            new Questions.Question<>(
                                    place.pool(),
                                    name -> looking(place, name),
                                    place.address().toString(),
                                    report ->
                                            report instanceof Report.LeftoversFound found
                                                    ? Optional.of(found)
                                                    : Optional.empty(),
                                    PATIENCE));
            return new Seen(
                    place,
                    answer.leftovers(),
                    answer.failures().stream().map(failure -> unseen(place, failure)).toList());
        } catch (FailureException e) {
            return new Seen(place, List.of(), List.of(unseen(place, e.failure())));
        }
    }

    private static Task looking(Place place, MigrationName name) {
        return place.side() == Side.SOURCE
                ? new CaptureTask.FindLeftovers(name, place.address())
                : new TargetTask.FindLeftovers(name, place.address());
    }

    private static Unseen unseen(Place place, Failure failure) {
        return new Unseen(place.server(), place.side().label(), place.pool(), failure);
    }
}
