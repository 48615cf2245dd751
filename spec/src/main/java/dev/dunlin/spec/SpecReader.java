package dev.dunlin.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dunlin.protocol.NamedConnection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a {@link Spec} of what a user wrote. Two forms are understood: Dunlin's own, which says
 * {@code apiVersion: dunlin/v1}, and the body of Azure's migration service, which has {@code
 * properties} or {@code SourceDBServerResourceId}.
 */
public final class SpecReader {

    private static final ObjectReader YAML =
            new YAMLMapper()
                    .reader()
                    .with(
                            DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SpecReader() {}

    /**
     * Reads YAML or JSON text.
     *
     * @throws SpecException with all errors found
     */
    public static Spec read(String text, Given given) throws SpecException {
        try {
            return read(YAML.readTree(text), given);
        } catch (JsonProcessingException e) {
            throw SpecException.of("neither YAML nor JSON: " + place(e));
        }
    }

    /**
     * Reads a document.
     *
     * @param given what was said beside the document; it wins
     * @throws SpecException with all errors found
     */
    public static Spec read(JsonNode document, Given given) throws SpecException {
        if (!document.isObject()) {
            throw SpecException.of("no fields: write a spec as dunlin create --template prints it");
        }
        return AzureBody.fits(document)
                ? AzureBody.read(document, given)
                : MigrationDocument.read(document, given);
    }

    /** Where and what, without the text around it, which may hold a password. */
    private static String place(JsonProcessingException e) {
        String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
        String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        return line + (why.contains("uplicate") ? "a field stands twice" : "syntax error");
    }

    /**
     * What is said beside a document, by options or parameters; empty texts say nothing.
     *
     * @param name name of the migration
     * @param target {@code host:port}, for a body that does not name the target server
     * @param connections those a document may name
     * @param environment what {@code PGSSLMODE} and the like are looked up in; empty on servers
     */
    public record Given(
            String name,
            String mode,
            String option,
            String target,
            String defaultPool,
            Map<String, String> environment,
            Function<String, Optional<NamedConnection>> connections) {

        /** Nothing was said. */
        public static final Given NOTHING =
                new Given("", "", "", "", "default", Map.of(), _ -> Optional.empty());

        /** The migration's name. */
        public Given named(String other) {
            return new Given(other, mode, option, target, defaultPool, environment, connections);
        }
    }
}
