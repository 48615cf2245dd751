package dev.dunlin.coordinator;

import dev.dunlin.coordinator.rest.Token;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.SealKey;
import dev.dunlin.protocol.SecretSeal;
import dev.dunlin.service.Scratch;
import dev.dunlin.service.Service;
import dev.dunlin.service.ServiceRun;
import dev.dunlin.service.Settings;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The process that decides and answers: {@code --bootstrap-servers=… --port=… --bind=…}. */
public final class CoordinatorMain {

    /** As it is called in logs and on the command line. */
    public static final String NAME = "coordinator";

    private CoordinatorMain() {}

    /** Runs until the process is told to end. */
    public static void main(String[] arguments) {
        System.exit(run(Settings.of(arguments)));
    }

    /** The same with settings that were read. */
    public static int run(Settings settings) {
        var _ = RestDoor.of(settings);
        Path directory = Scratch.of(settings, NAME);
        String token = token(settings);
        return ServiceRun.run(
                NAME,
                settings,
                () ->
                        service(
                                settings,
                                settings.cluster(),
                                directory,
                                token,
                                SealKey.of(System.getenv()).orElse(null),
                                _ -> {}));
    }

    /** The coordinator as a part of a process. */
    public static Service service(
            Settings settings,
            KafkaCluster cluster,
            Path directory,
            String token,
            @Nullable SecretSeal seal,
            IntConsumer listening) {
        return new CoordinatorProcess(
                cluster,
                directory,
                new CoordinatorProcess.Door(RestDoor.of(settings), token, settings.tableSeries()),
                sealing(seal),
                listening);
    }

    private static UnaryOperator<String> sealing(@Nullable SecretSeal seal) {
        return seal == null ? CoordinatorMain::unsealed : seal::seal;
    }

    /** Nothing encrypts it here, so it must not travel. */
    private static String unsealed(String password) {
        throw FailureException.permanent(
                new Failure(
                        "DUN-CFG-PASSWORD",
                        FailureKind.CONFIGURATION,
                        "a password as such is not taken: this process has no key to seal it with",
                        "Name where the workers find it (passwordFrom), or set "
                                + SealKey.VARIABLE
                                + " for all processes."));
    }

    /** What callers have to show: as it was set, else one that nobody can guess. */
    public static String token(Settings settings) {
        return settings.text(Settings.TOKEN).orElseGet(Token::fresh);
    }
}
