package dev.dunlin.coordinator;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dunlin.protocol.Otherwise;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON Schemas of the records that travel, made of the records themselves. */
public final class RecordSchemas {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Map<String, ObjectNode> schemas = new TreeMap<>();

    /** The schemas of these records and of all they hold. */
    public static ObjectNode of(List<Class<?>> records) {
        RecordSchemas all = new RecordSchemas();
        records.forEach(all::reference);
        ObjectNode tree = JSON.objectNode();
        all.schemas.forEach(tree::set);
        return tree;
    }

    private ObjectNode schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type last =
                    generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return Collection.class.isAssignableFrom(raw)
                    ? JSON.objectNode().put("type", "array").set("items", schema(last))
                    : JSON.objectNode()
                            .put("type", "object")
                            .set("additionalProperties", schema(last));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return JSON.objectNode().put("type", "string");
        }
        if (plain == boolean.class) {
            return JSON.objectNode().put("type", "boolean");
        }
        if (plain.isPrimitive()) {
            return JSON.objectNode().put("type", "integer");
        }
        return isText(plain) ? JSON.objectNode().put("type", "string") : reference(plain);
    }

    /** A record of one component that stands for it, like a name. */
    private static boolean isText(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(c -> c.getAccessor().isAnnotationPresent(JsonValue.class));
    }

    private ObjectNode reference(Class<?> type) {
        String name = type.getSimpleName();
        if (!schemas.containsKey(name)) {
            schemas.put(name, JSON.objectNode());
            schemas.put(name, type.isEnum() ? constants(type) : fields(type));
        }
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private ObjectNode fields(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException("no record: " + type);
        }
        ObjectNode properties = JSON.objectNode();
        ArrayNode required = JSON.arrayNode();
        JsonTypeName name = type.getAnnotation(JsonTypeName.class);
        if (name != null) {
            properties.set("type", JSON.objectNode().put("const", name.value()));
            required.add("type");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(component.getName(), schema(component.getGenericType()));
            if (!component.isAnnotationPresent(Otherwise.class)) {
                required.add(component.getName());
            }
        }
        ObjectNode schema = JSON.objectNode().put("type", "object");
        schema.set("properties", properties);
        schema.set("required", required);
        return schema;
    }

    private static ObjectNode constants(Class<?> type) {
        ObjectNode schema = JSON.objectNode().put("type", "string");
        Arrays.stream(type.getEnumConstants())
                .map(constant -> label((Enum<?>) constant))
                .forEach(schema.putArray("enum")::add);
        return schema;
    }

    private static String label(Enum<?> constant) {
        try {
            Field field = constant.getDeclaringClass().getField(constant.name());
            JsonProperty property = field.getAnnotation(JsonProperty.class);
            if (property != null) {
                return property.value();
            }
            for (Method method : constant.getDeclaringClass().getMethods()) {
                if (method.isAnnotationPresent(JsonValue.class)) {
                    return String.valueOf(method.invoke(constant));
                }
            }
            return constant.name();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
