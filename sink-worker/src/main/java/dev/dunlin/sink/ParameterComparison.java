package dev.dunlin.sink;

import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.check.ComparedParameter;
import dev.dunlin.protocol.check.Result;
import dev.dunlin.sink.TargetServer.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parameters of two servers, and the statements that make the target like its source. */
final class ParameterComparison {

    /** Each does all that those before it do. */
    private static final List<String> WAL_LEVELS = List.of("minimal", "replica", "logical");

    private final Map<String, String> source;
    private final Map<String, Parameter> target;

    ParameterComparison(Map<String, String> source, Map<String, Parameter> target) {
        this.source = source;
        this.target = target;
    }

    /** One difference. */
    private record Difference(ComparedParameter parameter, String there, Parameter here) {

        String shown() {
            return "%s is %s, on the source %s (%s)"
                    .formatted(
                            parameter.parameter(),
                            here.shown(),
                            new Parameter(there, here.unit()).shown(),
                            parameter.why());
        }

        String statement() {
            return there.isEmpty()
                    ? "ALTER SYSTEM RESET " + parameter.parameter() + ";"
                    : "ALTER SYSTEM SET "
                            + ParameterText.assignment(parameter.parameter(), there)
                            + ";";
        }
    }

    /** Differences that change what applications see. */
    Result behaviour() {
        return result(
                differences(ComparedParameter.Kind.BEHAVIOUR),
                "parameters differ from the source's",
                "parameters that change behaviour are those of the source");
    }

    /** Parameters in which the target is smaller. */
    Result capacity() {
        return result(
                differences(ComparedParameter.Kind.CAPACITY),
                "parameters make the target smaller than its source",
                "no compared parameter makes the target smaller than its source");
    }

    private List<Difference> differences(ComparedParameter.Kind kind) {
        return Stream.of(ComparedParameter.values())
                .filter(parameter -> parameter.kind() == kind)
                .flatMap(this::difference)
                .toList();
    }

    private Stream<Difference> difference(ComparedParameter parameter) {
        String there = source.get(parameter.parameter());
        Parameter here = target.get(parameter.parameter());
        if (there == null || here == null || there.equals(here.value())) {
            return Stream.empty();
        }
        boolean told =
                parameter.kind() == ComparedParameter.Kind.BEHAVIOUR
                        || size(here.value()) < size(there);
        return told ? Stream.of(new Difference(parameter, there, here)) : Stream.empty();
    }

    private static long size(String value) {
        int level = WAL_LEVELS.indexOf(value);
        return level >= 0 ? level : Long.parseLong(value);
    }

    private static Result result(List<Difference> differences, String what, String fine) {
        if (differences.isEmpty()) {
            return Result.good(fine);
        }
        List<String> names = new ArrayList<>();
        differences.forEach(difference -> names.add(difference.parameter().parameter()));
        return new Result(
                Severity.WARNING,
                String.join(", ", names),
                differences.size()
                        + " "
                        + what
                        + ": "
                        + differences.stream()
                                .map(Difference::shown)
                                .collect(Collectors.joining("; ")),
                "",
                differences.stream().map(Difference::statement).collect(Collectors.joining(" ")));
    }
}
