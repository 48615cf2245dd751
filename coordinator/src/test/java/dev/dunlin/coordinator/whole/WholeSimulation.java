package dev.dunlin.coordinator.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.coordinator.decision.Input;
import dev.dunlin.coordinator.decision.Replies;
import dev.dunlin.coordinator.migration.Answered;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.VerifyMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A whole with fake parts and a mailbox that delivers in any order, twice, late or never. */
final class WholeSimulation implements WholeState.Entries, WholeState.Sink {

    static final MigrationName NAME = new MigrationName("sales");
    static final List<String> DATABASES = List.of("a", "b", "c", "d", "e");
    private static final Endpoint SERVER =
            new Endpoint("h", 5432, "u", new TreeMap<>(), SecretRef.NONE);

    final Map<String, FakePart> parts = new LinkedHashMap<>();
    final Replies replies = new Replies();
    final List<Command> handed = new ArrayList<>();
    int mostAtOnce;

    private final Random random;
    private final Map<String, byte[]> store = new HashMap<>();
    private final List<Object> mail = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int commands;

    WholeSimulation(long seed) {
        random = new Random(seed);
        DATABASES.forEach(name -> parts.put(name, new FakePart(NAME, name)));
    }

    static MigrationSpec spec(MigrationMode mode, MigrationOption option) {
        return new MigrationSpec(
                NAME,
                mode,
                option,
                "",
                SERVER,
                SERVER,
                DATABASES.stream().map(d -> new DatabasePair(d, d)).toList(),
                TablePatterns.ALL,
                new MigrationSettings(
                        2,
                        1 << 20,
                        VerifyMode.FULL,
                        false,
                        true,
                        true,
                        Roles.CHECK,
                        2,
                        OnlineSettings.DEFAULT),
                "p",
                "p");
    }

    String start(MigrationMode mode) {
        String id = next();
        ask(new Command.StartMigration(id, spec(mode, MigrationOption.VALIDATE_AND_MIGRATE)));
        return id;
    }

    String next() {
        return "c" + commands++;
    }

    void ask(Command command) {
        hear(new Input.Asked(command));
    }

    Rollup.Standing standing() {
        return Rollup.of(Objects.requireNonNull(whole()));
    }

    MigrationState state() {
        return standing().state();
    }

    /** One thing happens: a part works, mail arrives, or time passes. */
    void step(boolean faulty) {
        now = now.plusMillis(100);
        int what = random.nextInt(3);
        if (what == 0) {
            List<FakePart> all = List.copyOf(parts.values());
            mail.addAll(all.get(random.nextInt(all.size())).work());
        } else if (mail.isEmpty()) {
            now = now.plusSeconds(faulty ? 10 : 61);
            hear(new Input.Ticked(NAME, false));
        } else {
            Object some = mail.remove(random.nextInt(mail.size()));
            int fault = faulty ? random.nextInt(20) : 9;
            if (fault == 0) {
                mail.add(some);
            }
            if (fault != 1) {
                deliver(some);
            }
        }
        long copying = parts.values().stream().filter(FakePart::copying).count();
        mostAtOnce = Math.max(mostAtOnce, (int) copying);
    }

    MigrationState settle(boolean faulty) {
        for (int i = 0; i < 20_000; i++) {
            MigrationState state = state();
            if ((state.ended() || state == MigrationState.WAITING_FOR_USER_ACTION)
                    && orders() == 0) {
                return state;
            }
            step(faulty && i < 400);
        }
        return state();
    }

    /** Until the whole knows how a part stands. */
    void awaitHeard(String database, MigrationState state) {
        for (int i = 0; i < 20_000; i++) {
            if (Objects.requireNonNull(whole()).part(database).state() == state) {
                return;
            }
            step(false);
        }
    }

    private long orders() {
        return Objects.requireNonNull(whole()).orders().stream()
                .filter(order -> !order.fares().isEmpty())
                .count();
    }

    private void deliver(Object some) {
        switch (some) {
            case Command command ->
                    mail.addAll(
                            Objects.requireNonNull(parts.get(command.migration().part()))
                                    .take(command));
            case Report report -> hear(new Input.Told(report));
            default -> throw new AssertionError(some);
        }
    }

    private void hear(Input input) {
        WholeDecision decision = WholeDecider.decide(this, input, now);
        assertThat(WholeDecider.decide(this, input, now)).isEqualTo(decision);
        WholeState state = new WholeState(this);
        decision.facts().forEach(state::apply);
        state.nextVersion();
        state.flush(this);
        replies.hear(decision.replies());
        mail.addAll(decision.handed());
        handed.addAll(decision.handed());
        Whole whole = whole();
        if (whole != null) {
            assertThat(Wire.encode(WholeView.status(whole, now))).isNotEmpty();
        }
    }

    @Override
    public @Nullable Whole whole() {
        byte @Nullable [] bytes = store.get("");
        return bytes == null ? null : Wire.decode(bytes, Whole.class);
    }

    @Override
    public @Nullable Answered answered(String command) {
        byte @Nullable [] bytes = store.get(command);
        return bytes == null ? null : Wire.decode(bytes, Answered.class);
    }

    @Override
    public void whole(@Nullable Whole whole) {
        if (whole == null) {
            store.remove("");
        } else {
            store.put("", Wire.encode(whole));
        }
    }

    @Override
    public void answered(String command, Answered answered) {
        store.put(command, Wire.encode(answered));
    }
}
