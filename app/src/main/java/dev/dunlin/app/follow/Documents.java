package dev.dunlin.app.follow;

import dev.dunlin.app.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The specs that {@code dunlin create} sends, and what is said beside them. */
final class Documents {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "SPEC",
            arity = "1..*",
            description = "Specs, YAML or JSON; - is standard input.")
    private final List<String> files = new ArrayList<>();

    @Option(
            names = "--from-az",
            paramLabel = "FILE",
            description = {
                "A JSON body as Azure's az postgres flexible-server migration create takes it",
                "with --properties."
            })
    @Nullable
    private String azure;

    @Option(
            names = {"--name", "--migration-name"},
            paramLabel = "NAME",
            description = "Name of the migration; wins over the one in the spec.")
    private String name = "";

    @Option(
            names = {"--mode", "--migration-mode"},
            paramLabel = "offline|online",
            description = "Wins over the one in the spec.")
    private String mode = "";

    @Option(
            names = {"--option", "--migration-option"},
            paramLabel = "Validate|Migrate|ValidateAndMigrate",
            description = "Wins over the one in the spec.")
    private String option = "";

    @Option(
            names = "--target",
            paramLabel = "HOST:PORT[@USER]",
            description = "The target server, for --from-az bodies, which do not name it.")
    private String target = "";

    /** A document and where it is from. */
    record Document(String origin, String text) {}

    /** All documents. */
    List<Document> read(InputStream standardInput) {
        List<String> all = new ArrayList<>(files);
        if (azure != null) {
            all.add(azure);
        }
        if (all.isEmpty()) {
            throw new UsageException(
                    "no spec is given (dunlin create --template prints one to start from)",
                    "dunlin create -f shop.yaml");
        }
        if (all.size() > 1 && !name.isEmpty()) {
            throw new UsageException(
                    "--name names one migration, and there are " + all.size() + " specs",
                    "dunlin create -f shop.yaml --name shop");
        }
        return all.stream().map(file -> read(file, standardInput)).toList();
    }

    private static Document read(String file, InputStream standardInput) {
        try {
            if (file.equals("-")) {
                byte[] bytes = standardInput.readAllBytes();
                return new Document("standard input", new String(bytes, StandardCharsets.UTF_8));
            }
            return new Document(file, Files.readString(Path.of(file)));
        } catch (NoSuchFileException _) {
            throw new UsageException("there is no file " + file, "dunlin create -f shop.yaml");
        } catch (IOException _) {
            throw new UsageException(file + " cannot be read", "dunlin create -f shop.yaml");
        }
    }

    /** What is said beside the documents, as the server takes it. */
    Map<String, String> beside() {
        Map<String, String> beside = new TreeMap<>();
        beside.put("name", name);
        beside.put("mode", mode);
        beside.put("option", option);
        beside.put("target", target);
        return beside;
    }
}
