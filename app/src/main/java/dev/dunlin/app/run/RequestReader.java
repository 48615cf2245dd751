package dev.dunlin.app.run;

import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.spec.uri.ConnectionUri;
import dev.dunlin.spec.uri.UriException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a request of the options and the environment, or says which option is wrong and how. */
final class RequestReader {

    private final RunOptions options;
    private final Surroundings surroundings;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, String> held = new HashMap<>();

    RequestReader(RunOptions options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
    }

    RunRequest read() {
        OptionValues values = new OptionValues(options);
        ConnectionUri source = connection(Side.SOURCE, options.source);
        ConnectionUri target = connection(Side.TARGET, options.target);
        Endpoint from = endpoint(Side.SOURCE, source, options.sourcePasswordFile);
        Endpoint to = endpoint(Side.TARGET, target, options.targetPasswordFile);
        List<DatabasePair> databases = databases(source, target);
        refuseSamePlace(from, to, databases);
        MigrationName name =
                options.name == null
                        ? DerivedName.of(from, to, databases)
                        : values.name(options.name);
        String pool = "run-" + name;
        MigrationSpec spec =
                new MigrationSpec(
                        name,
                        values.mode(),
                        values.option(),
                        MigrationSpec.ON_PREMISES,
                        from,
                        to,
                        databases,
                        new TablePatterns(values.include(), values.exclude()),
                        values.settings(),
                        pool,
                        pool);
        return new RunRequest(
                spec,
                held,
                place(name),
                kafka(values),
                values.httpPort(),
                values.display(),
                warnings);
    }

    private ConnectionUri connection(Side side, @Nullable String option) {
        String variable = side == Side.SOURCE ? "DUNLIN_SOURCE" : "DUNLIN_TARGET";
        String flag = "--" + side.label();
        String text = option == null ? surroundings.variable(variable) : option;
        String rightForm = flag + " " + UriException.RIGHT_FORM;
        if (text.isBlank()) {
            String problem = option == null ? "no " + side.label() : flag + " is empty";
            throw new UsageException(problem + ": give " + flag + " or set " + variable, rightForm);
        }
        try {
            ConnectionUri uri = ConnectionUri.parse(text, surroundings.environment());
            if (option != null && uri.password().isPresent()) {
                warnings.add(
                        flag
                                + " holds a password, which other users of this machine can see; "
                                + new PasswordChoice(side, surroundings).ownVariable()
                                + " or "
                                + flag
                                + "-password-file keeps it private");
            }
            return uri;
        } catch (UriException e) {
            String origin = option == null ? variable : flag;
            throw new UsageException(origin + ": " + e.getMessage(), rightForm);
        }
    }

    private Endpoint endpoint(Side side, ConnectionUri uri, @Nullable Path passwordFile) {
        SecretRef secret = new PasswordChoice(side, surroundings).choose(uri, passwordFile);
        if (secret.kind() == SecretRef.Kind.SESSION) {
            uri.password().ifPresent(password -> held.put(secret.name(), password));
        }
        Endpoint bare = uri.endpoint();
        return new Endpoint(bare.host(), bare.port(), bare.user(), bare.parameters(), secret);
    }

    private List<DatabasePair> databases(ConnectionUri source, ConnectionUri target) {
        List<String> names = OptionValues.parts(options.databases);
        if (names.isEmpty()) {
            String from = source.database().orElse(source.endpoint().user());
            return List.of(new DatabasePair(from, target.database().orElse(from)));
        }
        if (names.contains("") || names.stream().distinct().count() != names.size()) {
            throw new UsageException(
                    "--databases has an empty name or one twice", "--databases sales,stock");
        }
        return names.stream().map(name -> new DatabasePair(name, name)).toList();
    }

    private static void refuseSamePlace(
            Endpoint source, Endpoint target, List<DatabasePair> databases) {
        boolean sameServer =
                source.host().equalsIgnoreCase(target.host()) && source.port() == target.port();
        if (sameServer
                && databases.stream().anyMatch(pair -> pair.source().equals(pair.target()))) {
            throw new UsageException(
                    "source and target are the same database of the same server",
                    "--target postgresql://user@other-host:port/database");
        }
    }

    private Path place(MigrationName name) {
        return WorkPlace.of(name, options.workDirectory, surroundings);
    }

    private Optional<KafkaCluster> kafka(OptionValues values) {
        if (options.bootstrapServers == null) {
            if (options.kafkaConfig != null) {
                throw new UsageException(
                        "--kafka-config needs --bootstrap-servers",
                        "--bootstrap-servers host:9092 --kafka-config client.properties");
            }
            return Optional.empty();
        }
        return Optional.of(
                new KafkaCluster(
                        values.bootstrapServers(options.bootstrapServers),
                        values.properties(options.kafkaConfig)));
    }
}
