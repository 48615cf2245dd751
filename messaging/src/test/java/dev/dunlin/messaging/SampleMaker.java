package dev.dunlin.messaging;

import dev.dunlin.protocol.MigrationName;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes a record of any type, each component with a value that tells it from its neighbours. */
final class SampleMaker {

    private SampleMaker() {}

    static Object sample(Class<?> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(components[i].getGenericType(), components[i].getName(), i + 1);
            }
            Class<?>[] types =
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no sample of " + type, e);
        }
    }

    private static Object value(Type type, String name, int place) {
        return switch (type) {
            case ParameterizedType generic -> container(generic, name, place);
            case Class<?> plain -> plain(plain, name, place);
            default -> throw new AssertionError("no sample of " + type);
        };
    }

    private static Object container(ParameterizedType type, String name, int place) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return List.of(value(arguments[0], name, place));
        }
        Object key = value(arguments[0], name, place);
        Object value = value(arguments[1], name + "-value", place);
        return type.getRawType() == SortedMap.class
                ? new TreeMap<>(Map.of(key, value))
                : Map.of(key, value);
    }

    private static Object plain(Class<?> type, String name, int place) {
        if (type == String.class) {
            return name;
        } else if (type == int.class || type == Integer.class) {
            return place;
        } else if (type == long.class) {
            return 10_000_000_000L + place;
        } else if (type == boolean.class) {
            return true;
        } else if (type == MigrationName.class) {
            return new MigrationName("orders");
        } else if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[constants.length - 1];
        }
        return sample(Wire.members(type).findFirst().orElseThrow());
    }
}
