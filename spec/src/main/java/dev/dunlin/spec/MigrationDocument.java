package dev.dunlin.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.NamedConnection;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.spec.uri.ConnectionUri;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document of kind Migration, {@code apiVersion: dunlin/v1}; the template explains each field.
 */
final class MigrationDocument {

    /** Where one looks around; nobody moves it without saying so. */
    private static final String MAINTENANCE = "postgres";

    static final String VERSION = "dunlin/v1";

    private final SpecReader.Given given;
    private final List<SpecError> errors = new ArrayList<>();
    private final Map<Side, String> passwords = new EnumMap<>(Side.class);

    private MigrationDocument(SpecReader.Given given) {
        this.given = given;
    }

    static Spec read(JsonNode document, SpecReader.Given given) throws SpecException {
        return new MigrationDocument(given).read(document);
    }

    private Spec read(JsonNode document) throws SpecException {
        Fields fields = Fields.of(document, errors);
        constant(fields, "apiVersion", VERSION);
        constant(fields, "kind", "Migration");
        Optional<MigrationName> name = Names.migration(fields, "name", given.name());
        MigrationMode mode =
                Names.said(
                        fields, "mode", given.mode(), MigrationMode.class, MigrationMode.OFFLINE);
        MigrationOption option =
                Names.said(
                        fields,
                        "option",
                        given.option(),
                        MigrationOption.class,
                        MigrationOption.VALIDATE_AND_MIGRATE);
        String sourceType = fields.text("sourceType").orElse(MigrationSpec.ON_PREMISES);
        Server source = server(fields, Side.SOURCE);
        Server target = server(fields, Side.TARGET);
        List<DatabasePair> databases = databases(fields, source, target);
        TablePatterns patterns =
                new TablePatterns(fields.texts("include"), fields.texts("exclude"));
        var settings = SettingsFields.read(fields, mode);
        fields.end();
        if (!errors.isEmpty() || name.isEmpty() || !source.known() || !target.known()) {
            throw new SpecException(errors);
        }
        MigrationSpec migration =
                new MigrationSpec(
                        name.get(),
                        mode,
                        option,
                        sourceType,
                        source.endpoint(),
                        target.endpoint(),
                        databases,
                        patterns,
                        settings,
                        source.pool,
                        target.pool);
        return new Spec(migration, passwords, List.of());
    }

    private static void constant(Fields fields, String name, String only) {
        String text = fields.required(name);
        if (!text.isEmpty() && !text.equals(only)) {
            fields.wrong(name, "is " + only);
        }
    }

    /** One side: where it is, and whose workers reach it. */
    private record Server(@Nullable Endpoint found, Optional<String> database, String pool) {

        boolean known() {
            return found != null;
        }

        Endpoint endpoint() {
            if (found == null) {
                throw new IllegalStateException("errors were overlooked");
            }
            return found;
        }
    }

    private Server server(Fields fields, Side side) {
        if (!fields.has(side.label())) {
            fields.wrong(side.label(), "is missing");
            return new Server(null, Optional.empty(), given.defaultPool());
        }
        Fields own = fields.object(side.label());
        if (own.has("connection")) {
            return named(own);
        }
        EndpointFields reader = new EndpointFields(side, own, passwords);
        Optional<ConnectionUri> uri = reader.read(given.environment());
        Optional<Endpoint> endpoint = uri.map(reader::endpoint);
        String pool = Names.pool(own, given.defaultPool());
        if (uri.isPresent()) {
            own.end();
        }
        return new Server(endpoint.orElse(null), uri.flatMap(ConnectionUri::database), pool);
    }

    /** What is stored under the name is copied; only the pool may be said anew. */
    private Server named(Fields own) {
        String name = own.required("connection");
        Optional<NamedConnection> there = given.connections().apply(name);
        if (there.isEmpty()) {
            own.wrong(
                    "connection", "is no connection that is known: dunlin connections lists them");
        }
        String pool = Names.pool(own, there.map(NamedConnection::pool).orElse(given.defaultPool()));
        own.end();
        return new Server(
                there.map(NamedConnection::endpoint).orElse(null),
                there.map(NamedConnection::database).filter(one -> !one.equals(MAINTENANCE)),
                pool);
    }

    /** Those listed; without a list the one that the source's URI names. */
    private static List<DatabasePair> databases(Fields fields, Server source, Server target) {
        List<DatabasePair> listed = fields.each("databases", element -> pair(fields, element));
        if (fields.has("databases")) {
            Names.distinct(fields, "databases", listed);
            return listed;
        }
        if (!source.known()) {
            return List.of();
        }
        Optional<String> one = source.database();
        if (one.isEmpty()) {
            fields.wrong("databases", "is missing: list the databases to move");
            return List.of();
        }
        return List.of(new DatabasePair(one.get(), target.database().orElse(one.get())));
    }

    private static DatabasePair pair(Fields fields, JsonNode element) {
        if (element.isTextual() && !element.asText().isEmpty()) {
            return new DatabasePair(element.asText(), element.asText());
        }
        String name = element.path("name").asText("");
        if (!element.isObject() || name.isEmpty()) {
            fields.wrong("databases", "holds names, or name: and as: of one");
        }
        element.fieldNames()
                .forEachRemaining(
                        key -> {
                            if (!key.equals("name") && !key.equals("as")) {
                                fields.wrong(
                                        "databases/" + key, "is not known; known are name, as");
                            }
                        });
        return new DatabasePair(name, element.path("as").asText(name));
    }
}
