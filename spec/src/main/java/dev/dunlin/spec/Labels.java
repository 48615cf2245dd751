package dev.dunlin.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How constants are written: as on the wire where that is said, else in lower case with dashes. */
final class Labels {

    private Labels() {}

    static String of(Enum<?> constant) {
        try {
            JsonProperty property =
                    constant.getDeclaringClass()
                            .getField(constant.name())
                            .getAnnotation(JsonProperty.class);
            return property == null
                    ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                    : property.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    static <E extends Enum<E>> String all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Labels::of)
                .collect(Collectors.joining(", "));
    }
}
