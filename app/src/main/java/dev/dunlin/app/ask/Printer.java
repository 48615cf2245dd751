package dev.dunlin.app.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.ask.OutputOptions.Form;
import dev.dunlin.app.show.Listing;
import dev.dunlin.app.show.Style;
import dev.dunlin.messaging.Wire;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Puts results on stdout in the form that was asked for. JSON is what REST gives. */
public final class Printer {

    private static final ObjectWriter PRETTY =
            new ObjectMapper().writer().with(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectWriter YAML =
            YAMLMapper.builder()
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .build()
                    .writer();

    private final Surroundings surroundings;
    private final Form form;
    private final Style style;
    private final boolean headers;
    private final boolean quiet;

    Printer(Surroundings surroundings, Form form, Style style, boolean headers, boolean quiet) {
        this.surroundings = surroundings;
        this.form = form;
        this.style = style;
        this.headers = headers;
        this.quiet = quiet;
    }

    /** How results are painted. */
    public Style style() {
        return style;
    }

    /** Whether nothing but results and errors is wanted. */
    public boolean quiet() {
        return quiet;
    }

    /** Whether programs read the result. */
    public boolean structured() {
        return form == Form.JSON || form == Form.JSONL || form == Form.YAML;
    }

    /** Whether the table has all its columns. */
    boolean wide() {
        return form == Form.WIDE;
    }

    /** Things of one kind; none is an empty list for programs, and nothing for people. */
    public <T> void list(List<T> things, Listing<T> listing) {
        lines(things, listing).forEach(out()::println);
    }

    /** The lines of such a list. */
    <T> List<String> lines(List<T> things, Listing<T> listing) {
        return switch (form) {
            case NAME -> listing.names(things);
            case JSON -> List.of(written(PRETTY, Wire.encode(things)));
            case YAML -> List.of(written(YAML, Wire.encode(things)).stripTrailing());
            case JSONL -> things.stream().map(Printer::text).toList();
            case TABLE, WIDE -> {
                List<String> lines = listing.lines(things, wide(), style);
                yield things.isEmpty() ? List.of() : lines.subList(headers ? 0 : 1, lines.size());
            }
        };
    }

    /**
     * One thing.
     *
     * @param text its lines for people
     */
    public void one(Object thing, String name, Supplier<List<String>> text) {
        switch (form) {
            case NAME -> out().println(name);
            case JSON -> out().println(written(PRETTY, Wire.encode(thing)));
            case YAML -> out().print(written(YAML, Wire.encode(thing)));
            case JSONL -> line(thing);
            case TABLE, WIDE -> text.get().forEach(out()::println);
        }
    }

    /** One of many things that come one after the other. */
    public void line(Object thing) {
        out().println(text(thing));
    }

    private static String text(Object thing) {
        return new String(Wire.encode(thing), StandardCharsets.UTF_8);
    }

    private static String written(ObjectWriter writer, byte[] json) {
        try {
            return writer.writeValueAsString(Wire.decode(json, JsonNode.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that cannot be written anew", e);
        }
    }

    PrintStream out() {
        return surroundings.out();
    }
}
