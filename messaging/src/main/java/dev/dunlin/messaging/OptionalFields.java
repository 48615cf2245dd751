package dev.dunlin.messaging;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dunlin.protocol.Otherwise;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fills in what a message leaves out where {@link Otherwise} says with what. */
final class OptionalFields extends SimpleModule {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addBeanDeserializerModifier(new Modifier());
        context.insertAnnotationIntrospector(new NullsWhereAllowed());
    }

    private static Map<String, JsonNode> defaults(Class<?> type) {
        Map<String, JsonNode> defaults = new LinkedHashMap<>();
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                Otherwise otherwise = component.getAnnotation(Otherwise.class);
                if (otherwise != null) {
                    defaults.put(component.getName(), json(otherwise.value()));
                }
            }
        }
        return defaults;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no default: " + text, e);
        }
    }

    /** A field whose default is null may be null; all others may not. */
    private static final class NullsWhereAllowed extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonSetter.Value findSetterInfo(Annotated annotated) {
            Otherwise otherwise = annotated.getAnnotation(Otherwise.class);
            return otherwise != null && otherwise.value().equals("null")
                    ? JsonSetter.Value.forValueNulls(Nulls.SET)
                    : JsonSetter.Value.empty();
        }
    }

    private static final class Modifier extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config,
                BeanDescription description,
                JsonDeserializer<?> deserializer) {
            Map<String, JsonNode> defaults = defaults(description.getBeanClass());
            return defaults.isEmpty() ? deserializer : new Filling(deserializer, defaults);
        }
    }

    private static final class Filling extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        private final transient Map<String, JsonNode> defaults;

        private Filling(JsonDeserializer<?> delegate, Map<String, JsonNode> defaults) {
            super(delegate);
            this.defaults = defaults;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
            return new Filling(delegate, defaults);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            JsonNode tree = context.readTree(parser);
            if (tree instanceof ObjectNode fields) {
                defaults.forEach(
                        (name, value) -> {
                            if (!fields.hasNonNull(name)) {
                                fields.set(name, value);
                            }
                        });
            }
            try (JsonParser whole = tree.traverse(parser.getCodec())) {
                whole.nextToken();
                return super.deserialize(whole, context);
            }
        }
    }
}
