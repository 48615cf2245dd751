package dev.dunlin.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.spec.uri.ConnectionUri;
import dev.dunlin.spec.uri.UriException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body that Azure's migration service takes, so that an existing file works: {@code properties}
 * with {@code SourceDBServerResourceId}, {@code SecretParameters}, {@code DBsToMigrate} and more,
 * names in any case. That service knows its target from elsewhere; here it is said in {@code
 * TargetDBServerResourceId} or beside the document.
 */
final class AzureBody {

    private static final Pattern SERVER =
            Pattern.compile(
                    "(?<host>\\[[^\\]]+]|[^:@/\\s]+)(:(?<port>[0-9]{1,5}))?(@(?<user>.+))?");
    private static final String SOURCE = "SourceDBServerResourceId";
    private static final String TARGET = "TargetDBServerResourceId";

    private final SpecReader.Given given;
    private final List<SpecError> errors = new ArrayList<>();
    private final Map<Side, String> passwords = new EnumMap<>(Side.class);
    private final List<String> warnings = new ArrayList<>();

    private AzureBody(SpecReader.Given given) {
        this.given = given;
    }

    /** Whether the document has this form. */
    static boolean fits(JsonNode document) {
        return document.path("properties").isObject()
                || document.propertyStream().anyMatch(p -> p.getKey().equalsIgnoreCase(SOURCE));
    }

    static Spec read(JsonNode document, SpecReader.Given given) throws SpecException {
        return new AzureBody(given).read(document);
    }

    private Spec read(JsonNode document) throws SpecException {
        Fields outer = Fields.of(document, errors).inAnyCase();
        boolean nested = outer.has("properties");
        Fields fields = nested ? outer.object("properties") : outer;
        Optional<MigrationName> name = Names.migration(fields, "migrationName", given.name());
        MigrationMode mode =
                Names.said(
                        fields,
                        "migrationMode",
                        given.mode(),
                        MigrationMode.class,
                        MigrationMode.OFFLINE);
        MigrationOption option =
                Names.said(
                        fields,
                        "migrationOption",
                        given.option(),
                        MigrationOption.class,
                        MigrationOption.VALIDATE_AND_MIGRATE);
        Secrets secrets = secrets(fields);
        String sslMode = Names.sslMode(fields.text("sslMode").orElse(""));
        Optional<Endpoint> source =
                endpoint(fields, Side.SOURCE, fields.required(SOURCE), secrets, sslMode);
        String place = given.target().isEmpty() ? fields.text(TARGET).orElse("") : given.target();
        Optional<Endpoint> target = endpoint(fields, Side.TARGET, place, secrets, sslMode);
        List<DatabasePair> databases =
                fields.each("DBsToMigrate", e -> new DatabasePair(e.asText(), e.asText()));
        Names.distinct(fields, "DBsToMigrate", databases);
        boolean overwrite = fields.flag("OverwriteDBsInTarget", false);
        String sourceType = fields.text("sourceType").orElse(MigrationSpec.ON_PREMISES);
        leaveOut(fields);
        fields.end();
        if (!errors.isEmpty() || name.isEmpty() || source.isEmpty() || target.isEmpty()) {
            throw new SpecException(errors);
        }
        MigrationSpec migration =
                new MigrationSpec(
                        name.get(),
                        mode,
                        option,
                        sourceType,
                        source.get(),
                        target.get(),
                        databases,
                        TablePatterns.ALL,
                        MigrationSettings.usual().overwriting(overwrite),
                        given.defaultPool(),
                        given.defaultPool());
        return new Spec(migration, passwords, warnings);
    }

    /** Users as the body names them, each possibly empty. */
    private record Secrets(String sourceUser, String targetUser) {}

    private Secrets secrets(Fields fields) {
        Fields secret = fields.object("SecretParameters");
        Fields admin = secret.object("AdminCredentials");
        secret.has("AdminCredentials");
        admin.text("SourceServerPassword").ifPresent(p -> passwords.put(Side.SOURCE, p));
        admin.text("TargetServerPassword").ifPresent(p -> passwords.put(Side.TARGET, p));
        Secrets users =
                new Secrets(
                        secret.text("sourceServerUserName").orElse(""),
                        secret.text("targetServerUserName").orElse(""));
        admin.end();
        secret.end();
        return users;
    }

    private Optional<Endpoint> endpoint(
            Fields fields, Side side, String place, Secrets secrets, String sslMode) {
        String field = side == Side.SOURCE ? SOURCE : TARGET;
        Matcher server = SERVER.matcher(place);
        if (!server.matches()) {
            if (side == Side.TARGET && place.isEmpty()) {
                fields.wrong(field, "is missing: host:port@user of the target server");
            } else if (!place.isEmpty()) {
                fields.wrong(field, "is host:port@user");
            }
            return Optional.empty();
        }
        Map<String, String> words = new TreeMap<>();
        words.put("host", server.group("host"));
        put(words, "port", server.group("port"));
        put(words, "user", server.group("user"));
        put(words, "user", side == Side.SOURCE ? secrets.sourceUser : secrets.targetUser);
        put(words, "sslmode", sslMode);
        try {
            Endpoint endpoint = ConnectionUri.of(words, given.environment()).endpoint();
            SecretRef held = new SecretRef(SecretRef.Kind.SESSION, side.label());
            return Optional.of(passwords.containsKey(side) ? endpoint.with(held) : endpoint);
        } catch (UriException e) {
            fields.wrong(field, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void put(Map<String, String> words, String keyword, @Nullable String v) {
        if (v != null && !v.isEmpty()) {
            words.put(keyword, v);
        }
    }

    /** Fields of that service which mean nothing here are said, not refused. */
    private void leaveOut(Fields fields) {
        for (String name :
                List.of(
                        "migrationInstanceResourceId",
                        "migrationRuntimeResourceId",
                        "setupLogicalReplicationOnSourceDbIfNeeded",
                        "migrationWindowStartTimeInUtc",
                        "migrationWindowEndTimeInUtc",
                        "startDataMigration")) {
            if (fields.has(name)) {
                warnings.add(name + " has no meaning here and is left out");
            }
        }
    }
}
