package dev.dunlin.app.show;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dunlin.coordinator.report.RunReport;

/** The report as one JSON document. */
public final class ReportJson {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportJson() {}

    /** The document, indented, without a line feed at its end. */
    public static String of(RunReport report) {
        return write(report);
    }

    /** The document of a validation, in the same form. */
    public static String of(ValidationReport report) {
        return write(report);
    }

    private static String write(Object report) {
        try {
            return MAPPER.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the report cannot be written as JSON", e);
        }
    }
}
