package dev.dunlin.app.ask;

import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.show.Style;
import java.util.Locale;
import picocli.CommandLine.Option;

/** In which form a command gives its result. */
public final class OutputOptions {

    private static final String FORMS = "table|wide|json|jsonl|yaml|name";

    @Option(
            names = {"-o", "--output"},
            paramLabel = FORMS,
            description = "Form of the result on stdout. Default: table.")
    private String output = "table";

    @Option(names = "--no-headers", description = "Tables without their first line.")
    private boolean noHeaders;

    @Option(
            names = {"-q", "--quiet"},
            description = "Only names on stdout, only errors on stderr.")
    private boolean quiet;

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            description = "Default: auto, which minds NO_COLOR.")
    private String color = "auto";

    /** Forms of a result. */
    enum Form {
        TABLE,
        WIDE,
        JSON,
        JSONL,
        YAML,
        NAME
    }

    /** The printer for this command; a mistake in the options is said here. */
    public Printer printer(Surroundings surroundings) {
        if (!color.matches("auto|always|never")) {
            throw new UsageException("--color has no such value", "--color auto|always|never");
        }
        boolean screen = surroundings.outIsTerminal().getAsBoolean();
        Style style = Style.of(color, screen, surroundings.environment());
        return new Printer(surroundings, form(), style, !noHeaders, quiet);
    }

    private Form form() {
        Form form =
                switch (output.toLowerCase(Locale.ROOT)) {
                    case "table" -> Form.TABLE;
                    case "wide" -> Form.WIDE;
                    case "json" -> Form.JSON;
                    case "jsonl" -> Form.JSONL;
                    case "yaml" -> Form.YAML;
                    case "name" -> Form.NAME;
                    default -> throw new UsageException("-o has no such value", "-o " + FORMS);
                };
        return quiet && (form == Form.TABLE || form == Form.WIDE) ? Form.NAME : form;
    }
}
